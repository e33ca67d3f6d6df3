// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: a clock that only moves when it is told to, the timers that wait for it, and the tasks that wait for
 * nothing. Timers of one moment run in the order in which they were scheduled.
 */
final class Timeline {

    /** So many things may happen at one moment before it is clear that time will never go on. */
    static final int AT_ONE_MOMENT_MAX = 100_000;

    private final PriorityQueue<Entry> timers = new PriorityQueue<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private MonotonicTime now = MonotonicTime.ORIGIN;
    private long scheduled;
    private int pending;
    private int atThisMoment;

    MonotonicTime now() {
        return now;
    }

    Timer schedule(MonotonicTime when, Runnable task) {
        Entry entry = new Entry(when, scheduled++, task);
        timers.add(entry);
        pending++;
        return entry;
    }

    void execute(Runnable task) {
        tasks.add(task);
    }

    int pendingTimers() {
        return pending;
    }

    Optional<MonotonicTime> nextDeadline() {
        dropCancelled();
        return Optional.ofNullable(timers.peek()).map(entry -> entry.when);
    }

    /** Run the tasks, and those that they add. */
    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            count();
            task.run();
        }
    }

    /** Run everything that is due until the moment, each timer at its own deadline, and end there. */
    void advanceTo(MonotonicTime end) {
        runTasks();
        for (Entry entry = due(end); entry != null; entry = due(end)) {
            if (now.isBefore(entry.when)) {
                moveTo(entry.when);
            }
            run(entry);
        }
        if (now.isBefore(end)) {
            moveTo(end);
        }
    }

    /** Move the clock first, then run everything that is due. */
    void jumpTo(MonotonicTime end) {
        runTasks();
        if (now.isBefore(end)) {
            moveTo(end);
        }
        for (Entry entry = due(end); entry != null; entry = due(end)) {
            run(entry);
        }
    }

    private void run(Entry entry) {
        timers.remove();
        pending--;
        entry.done = true;
        count();
        entry.task.run();
        runTasks();
    }

    private @Nullable Entry due(MonotonicTime end) {
        dropCancelled();
        Entry first = timers.peek();
        return first == null || end.isBefore(first.when) ? null : first;
    }

    private void dropCancelled() {
        while (!timers.isEmpty() && timers.peek().done) {
            timers.remove();
        }
    }

    private void moveTo(MonotonicTime moment) {
        now = moment;
        atThisMoment = 0;
    }

    private void count() {
        if (++atThisMoment > AT_ONE_MOMENT_MAX) {
            throw new IllegalStateException("more than " + AT_ONE_MOMENT_MAX + " things happened at " + now.nanos()
                    + " ns: something starts itself again without delay");
        }
    }

    private final class Entry implements Timer, Comparable<Entry> {

        private final MonotonicTime when;
        private final long order;
        private final Runnable task;
        private boolean done;

        Entry(MonotonicTime when, long order, Runnable task) {
            this.when = when;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            if (!done) {
                done = true;
                pending--;
            }
        }

        @Override
        public int compareTo(Entry other) {
            int byMoment = when.compareTo(other.when);
            return byMoment != 0 ? byMoment : Long.compare(order, other.order);
        }
    }
}
