// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.inbox.Threads;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.processes.ProcessFiles;
import dev.procmon.posix.processes.ProcessTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The thread that looks at all processes of the host, which may take a tenth of a second: {@code procmon-walker}. It is started
 * with the first walk, and sleeps while there is none. Walks that are planned at the same time share their looks.
 */
public final class Walker implements Runnable {

    private final int ownPid;
    private final Object lock = new Object();
    private final List<Walk> planned = new ArrayList<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    /** Make a walker that has no thread yet. */
    public Walker(int ownPid) {
        this.ownPid = ownPid;
    }

    /** Do a walk soon. Without effect once this is closed. */
    void plan(Walk walk) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            planned.add(walk);
            lock.notifyAll();
            if (thread.isEmpty()) {
                thread = Optional.of(Threads.start("procmon-walker", this));
            }
        }
    }

    /** End the thread and wait for that. A walk that is under way is broken off. */
    public void close() {
        Optional<Thread> running;
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            running = thread;
        }
        running.ifPresent(Threads::join);
    }

    @Override
    public void run() {
        try (Caller caller = Caller.ofThisThread()) {
            Walk.Legs legs = new Walk.Legs(
                    new ProcessFiles(caller),
                    new PidFds(caller),
                    new Descriptors(caller),
                    new Delivery(caller),
                    ownPid);
            List<Walk> walks = new ArrayList<>();
            while (takePlanned(walks)) {
                ProcessTable table = ProcessTable.look(legs.files());
                walks.removeIf(walk -> isOver(walk, table, legs));
            }
        }
    }

    /** Wait until there is a walk to do. Return false when this was closed. */
    private boolean takePlanned(List<Walk> walks) {
        synchronized (lock) {
            while (!closed && planned.isEmpty() && walks.isEmpty()) {
                try {
                    lock.wait();
                } catch (InterruptedException meant) {
                    // Nobody has a reason to interrupt this thread but to end it, which close does.
                    Guard.report(meant);
                }
            }
            walks.addAll(planned);
            planned.clear();
            return !closed;
        }
    }

    private static boolean isOver(Walk walk, ProcessTable table, Walk.Legs legs) {
        try {
            return walk.step(table, legs);
        } catch (RuntimeException failure) {
            Guard.report(failure);
            return true;
        }
    }
}
