// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What has become of the output of one program, in numbers. Counted on the output thread, read from any. */
final class ProgramCount {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong lostBytes = new AtomicLong();
    private final AtomicLong lostLines = new AtomicLong();
    private final List<LogFile> files = new CopyOnWriteArrayList<>();

    void wrote(int count) {
        add(bytes, count);
    }

    void held(long count) {
        add(held, count);
    }

    void lost(long lines, long count) {
        add(lostLines, lines);
        add(lostBytes, count);
    }

    /** Remember a file that it writes to. */
    void addFile(LogFile file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    List<LogFile> files() {
        return files;
    }

    LogState state() {
        LogFile worst = files.getFirst();
        for (LogFile each : files) {
            if (each.standing().weight() > worst.standing().weight()) {
                worst = each;
            }
        }
        Standing standing = worst.standing();
        return new LogState(
                bytes.get(),
                held.get(),
                lostBytes.get(),
                lostLines.get(),
                standing.waitingSince(),
                standing.cause().isEmpty()
                        ? standing.cause()
                        : Optional.of(worst.path() + ": " + standing.cause().get()));
    }

    /** There is one writer, so that nothing needs to be atomic but what readers see. */
    private static void add(AtomicLong number, long count) {
        number.setRelease(number.getPlain() + count);
    }
}
