// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.posix.inbox.Guard;
import java.util.ArrayDeque;
import java.util.TreeSet;

/** The timers that have not run yet, in the order in which they will: by moment, then by issue. */
final class TimerQueue {

    private final TreeSet<Entry> entries = new TreeSet<>();
    private final ArrayDeque<Entry> due = new ArrayDeque<>();
    private long issued;

    Timer add(MonotonicTime when, Runnable task) {
        Entry entry = new Entry(this, when, issued++, task);
        entries.add(entry);
        return entry;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Return how long it is until the first timer is due: 0 if it is; there must be one. */
    long nanosToFirst(MonotonicTime now) {
        return Math.max(0, entries.first().when.nanos() - now.nanos());
    }

    /**
     * Run the timers that are due. What they schedule meanwhile waits for the next turn, even if it is due, or a timer that
     * always schedules another would keep all else from running.
     */
    void runDue(MonotonicTime now) {
        while (!entries.isEmpty() && !now.isBefore(entries.first().when)) {
            due.add(entries.removeFirst());
        }
        while (!due.isEmpty()) {
            Entry entry = due.remove();
            if (!entry.cancelled) {
                Guard.run(entry.task);
            }
        }
    }

    /** A timer. The sequence number makes the order total. */
    private static final class Entry implements Timer, Comparable<Entry> {

        private final TimerQueue queue;
        private final MonotonicTime when;
        private final long sequence;
        private final Runnable task;
        private boolean cancelled;

        Entry(TimerQueue queue, MonotonicTime when, long sequence, Runnable task) {
            this.queue = queue;
            this.when = when;
            this.sequence = sequence;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            queue.entries.remove(this);
        }

        @Override
        public int compareTo(Entry other) {
            int byMoment = when.compareTo(other.when);
            return byMoment != 0 ? byMoment : Long.compare(sequence, other.sequence);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }
    }
}
