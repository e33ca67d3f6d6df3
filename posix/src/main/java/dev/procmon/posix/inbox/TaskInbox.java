// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.inbox;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The tasks of a thread that sleeps in an epoll, in the order in which they came. Whoever adds one learns whether the thread
 * may be asleep, and then has to wake it; as long as it is awake, and so on the thread itself, a task costs no system call.
 *
 * <p>No wake-up is lost: the owner says that it will sleep before it looks for tasks the last time, and who adds one looks
 * whether it sleeps only afterwards.
 */
public final class TaskInbox {

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile Optional<Bell> bell = Optional.empty();

    /** Say what wakes the owner. By the owner, before it falls asleep for the first time. */
    public void wakeBy(Bell newBell) {
        bell = Optional.of(newBell);
    }

    /** Add a task and wake the owner if need be. From any thread that has the descriptor table of the process. */
    public void post(Runnable task) {
        if (add(task)) {
            bell.orElseThrow().ring();
        }
    }

    /** Add a task, from any thread. Return whether the owner has to be woken, which is then up to the caller. */
    public boolean add(Runnable task) {
        tasks.add(task);
        return asleep.get() && asleep.compareAndSet(true, false);
    }

    /** Add a task that can wait until the owner wakes for some other reason. From any thread. */
    public void addQuietly(Runnable task) {
        tasks.add(task);
    }

    /** Say that the owner will sleep. Return whether it may; if not, there is something to do. By the owner. */
    public boolean fallAsleep() {
        asleep.set(true);
        if (tasks.isEmpty()) {
            return true;
        }
        asleep.set(false);
        return false;
    }

    /** Say that the owner is awake. By the owner. */
    public void wake() {
        asleep.set(false);
    }

    /** Run tasks, but not more than so many at a time. Return how many were run. By the owner. */
    public int run(int limit) {
        for (int i = 0; i < limit; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return i;
            }
            Guard.run(task);
        }
        return limit;
    }

    /** Run the tasks that are there now; what they add themselves is left. By the owner, when it ends. */
    public void runLast() {
        run(tasks.size());
    }
}
