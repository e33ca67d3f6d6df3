// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;

/** The lines of one file, with their numbers. */
sealed interface Lines extends AutoCloseable permits StampedLines, RawLines {

    /** Read the next line. Return false if there is none that is finished now. */
    boolean next(Line into) throws IOException;

    /** Read what is left as a line that was never finished. Return false if nothing is. */
    boolean rest(Line into);

    /** Go to where the first line of a time or later may be; those before it need not all be behind. */
    void seek(long micros) throws IOException;

    /** Go to where the lines that have this number or a later one begin. */
    void seekNumber(long id) throws IOException;

    /** Return a place from which lines can be read, before another one: the closest, or one not far from there. */
    long startBefore(long offset) throws IOException;

    /** Read on from a place that is 0 or from {@link #startBefore}. */
    void start(long offset) throws IOException;

    /** Read some bytes before a line is asked for, if there are any: from then on it is seen when the file is cut. */
    void readAhead() throws IOException;

    /** Return where lines end now, or a great number if that is not known. */
    long size() throws IOException;

    /** Pass over a place that cannot be read. Return how many bytes that were. */
    long skipDamage() throws IOException;

    /** Return what finds the lines. */
    LineBuffer buffer();

    @Override
    void close() throws IOException;
}
