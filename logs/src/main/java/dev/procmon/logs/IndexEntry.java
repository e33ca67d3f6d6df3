// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/**
 * A place in a file, as an index has it.
 *
 * @param textOffset how many bytes of text are before it
 * @param fileOffset where it is in the file; in a compressed file, where the block begins that holds it
 * @param micros its time in microseconds since 1970; 0 where only a block begins, in the midst of what an entry before tells of
 * @param run whose output begins here
 * @param stderr whether it is standard error
 */
public record IndexEntry(long textOffset, long fileOffset, long micros, long run, boolean stderr) {

    /** How many bytes it takes. */
    static final int BYTES = 32;

    /** The run and the stream as they are stored. */
    long who() {
        return run << 1 | (stderr ? 1 : 0);
    }

    static IndexEntry of(long textOffset, long fileOffset, long micros, long who) {
        return new IndexEntry(textOffset, fileOffset, micros, who >> 1, (who & 1) != 0);
    }
}
