// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of a file that were dropped, and the notices that take their place: one for each program, with the time of the last line that it
 * has lost there.
 */
final class Losses {

    private final Map<ProgramCount, Loss> byProgram = new LinkedHashMap<>();
    private long lines;
    private long bytes;

    /** What one program has lost in one place, and the last line of it. */
    record Loss(Origin origin, long lines, long bytes, String last) {}

    /** The first bytes of some lines are dropped, the last line of which begins at an offset from their beginning. */
    void add(HeldLines dropped, int count, int last) {
        Origin origin = dropped.origin();
        long newLines = dropped.lines(count);
        long newBytes = dropped.bytes(count);
        origin.count().lost(newLines, newBytes);
        lines += newLines;
        bytes += newBytes;
        Loss before = byProgram.remove(origin.count());
        String line = new String(dropped.text(), dropped.from() + last, count - last, StandardCharsets.ISO_8859_1);
        byProgram.put(
                origin.count(),
                before == null
                        ? new Loss(origin, newLines, newBytes, line)
                        : new Loss(origin, before.lines() + newLines, before.bytes() + newBytes, line));
    }

    /** Return what has no notice yet, the oldest first. */
    Optional<Loss> first() {
        return byProgram.values().stream().findFirst();
    }

    void noticed(Loss loss) {
        byProgram.remove(loss.origin().count());
    }

    /** How many lines were lost since {@link #clear}. */
    long lines() {
        return lines;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        byProgram.clear();
        lines = 0;
        bytes = 0;
    }
}
