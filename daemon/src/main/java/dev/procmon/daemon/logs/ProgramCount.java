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
    private final List<RunLog> runs = new CopyOnWriteArrayList<>();

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

    /**
     * A run begins. One before it of which nothing has come is not waited for: it may never have been spawned. But whoever has its number
     * is a part of it, such as a hook.
     */
    void begin(RunLog run) {
        runs.removeIf(each -> !each.hasBegun() && each.run() < run.run());
        runs.add(run);
    }

    /** A run begins whose output is not kept. */
    void beginUnkept() {
        runs.clear();
    }

    /** Both streams of a run have ended. */
    void end(RunLog run) {
        runs.remove(run);
    }

    LogState state() {
        LogFile worst = files.getFirst();
        for (LogFile each : files) {
            if (weight(each) > weight(worst)) {
                worst = each;
            }
        }
        Standing standing = worst.standing();
        boolean waits = isWrittenTo(worst);
        return new LogState(
                bytes.get(),
                held.get(),
                lostBytes.get(),
                lostLines.get(),
                waits ? standing.waitingSince() : Optional.empty(),
                standing.cause().isEmpty()
                        ? standing.cause()
                        : Optional.of(worst.path() + ": " + standing.cause().get()));
    }

    /** The greater, the worse. Nobody waits for a file that nobody writes to any longer, whatever is held for it. */
    private int weight(LogFile file) {
        int own = file.standing().weight();
        return own == 0 || isWrittenTo(file) ? own : Standing.LEFT;
    }

    /**
     * Tell whether the newest run that has not ended writes to a file. What an older one has left in its pipe waits as well, but nobody
     * with it.
     */
    private boolean isWrittenTo(LogFile file) {
        long newest = Long.MIN_VALUE;
        boolean writes = false;
        for (RunLog each : runs) {
            if (each.run() > newest) {
                newest = each.run();
                writes = false;
            }
            writes |= each.run() == newest && each.writesTo(file);
        }
        return writes;
    }

    /** There is one writer, so that nothing needs to be atomic but what readers see. */
    private static void add(AtomicLong number, long count) {
        number.setRelease(number.getPlain() + count);
    }
}
