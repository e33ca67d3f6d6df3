// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import java.util.List;

/** Finds the pieces of a long line among lines, for receivers that take it as a whole. */
public final class LongLines {

    /** A line is put together up to this length, in bytes. */
    private static final int MAX = 512 << 10;

    private LongLines() {}

    /**
     * Return the line at a place with the pieces of it that follow, as far as they are there.
     *
     * @param from of the lines, which
     */
    public static List<LogEntry> pieces(List<LogEntry> lines, int from) {
        LogEntry first = lines.get(from);
        int end = from + 1;
        long bytes = first.bytes().length;
        while (end < lines.size() && lines.get(end - 1).continued() && goesOn(first, lines.get(end))) {
            bytes += lines.get(end).bytes().length;
            if (bytes > MAX) {
                break;
            }
            end++;
        }
        return lines.subList(from, end);
    }

    private static boolean goesOn(LogEntry line, LogEntry next) {
        return next.run() == line.run()
                && next.program().equals(line.program())
                && next.stream().equals(line.stream());
    }
}
