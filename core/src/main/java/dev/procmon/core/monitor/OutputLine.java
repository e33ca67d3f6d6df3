// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.output.LinePart;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;

/**
 * A line that a program has written, or a piece of one that is longer than the limit.
 *
 * @param program who has written it
 * @param run the number of the run that has
 * @param stream where to
 * @param text the line without its line feed; the printable form of its bytes where they are not UTF-8
 * @param part whether it is the whole line
 */
public record OutputLine(ProgramName program, long run, StdStream stream, String text, LinePart part) {

    private static final String ELLIPSIS = "\u2026";

    /** Return the line as the log has it, {@code [name] text}; an ellipsis marks where a long line was broken. */
    public String tagged() {
        return "[" + program + "] " + (part.hasBegun() ? ELLIPSIS : "") + text + (part.goesOn() ? ELLIPSIS : "");
    }
}
