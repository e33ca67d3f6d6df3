// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import dev.procmon.core.process.StdStream;
import java.time.Instant;

/**
 * A line, or a piece of a long one, among the last of a program.
 *
 * @param sequence 1 for the first line of the program, and so on without a gap
 * @param id its number among all lines of a supervisor, where those are counted; else the sequence number
 * @param at the time of day at which it was read
 * @param run the number of the run that has written it
 * @param stream where to
 * @param text the line without its line feed
 * @param part whether it is the whole line
 * @param cut how many bytes of it were not kept, at its end
 */
public record KeptLine(
        long sequence, long id, Instant at, long run, StdStream stream, String text, LinePart part, int cut) {

    /** Make one of a program alone. */
    public KeptLine(long sequence, Instant at, long run, StdStream stream, String text, LinePart part, int cut) {
        this(sequence, sequence, at, run, stream, text, part, cut);
    }
}
