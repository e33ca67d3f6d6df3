// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Epoll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Waits for pipes and reads each that is ready once per turn, so that no child can keep it from another. Standard output is
 * read before standard error where both are ready.
 *
 * <p>A pipe may outlive its run, when another process has it too: see {@link Lingering}.
 */
final class CaptureThread implements Runnable {

    private static final int TASKS_PER_TURN = 256;

    private final TaskInbox inbox;
    private final Caller caller;
    private final Epoll pipes;
    private final Epoll tasks;
    private final LongSupplier clock;
    private final PipeReader reader;
    private final Gathering gathering = new Gathering();
    private final Lingering lingering;
    private final Map<Integer, CapturedOutput> byDescriptor = new HashMap<>();
    private boolean stopped;
    private long now;
    private final AtomicLong turns = new AtomicLong();

    /**
     * Make the work of the thread.
     *
     * @param caller for this thread alone from now on, which closes it
     * @param pipes waits for pipes and tasks
     * @param tasks waits for tasks alone
     * @param clock the nanoseconds since some moment
     */
    CaptureThread(TaskInbox inbox, Caller caller, Epoll pipes, Epoll tasks, LongSupplier clock, Lingering lingering) {
        this.inbox = inbox;
        this.caller = caller;
        this.pipes = pipes.by(caller);
        this.tasks = tasks.by(caller);
        this.clock = clock;
        this.lingering = lingering;
        this.reader = new PipeReader(caller, this.pipes);
    }

    @Override
    public void run() {
        try (caller) {
            while (!stopped) {
                turn();
            }
            inbox.runLast();
            reader.readAll();
            giveUp(List.copyOf(byDescriptor.values()));
        }
    }

    /** Return how often the thread has woken up. */
    long turns() {
        return turns.get();
    }

    void add(CapturedOutput captured) {
        for (OutputPipe pipe : captured.pipes()) {
            byDescriptor.put(pipe.descriptor(), captured);
        }
        captured.tellUnread();
    }

    /** Its run is over. */
    void exited(CapturedOutput captured) {
        captured.endRun();
        for (OutputPipe pipe : captured.pipes()) {
            reader.drain(pipe);
        }
        forgetClosed(captured);
        if (captured.isOpen()) {
            lingering.add(captured, now);
            giveUp(lingering.excess());
        }
    }

    void stop() {
        stopped = true;
    }

    private void turn() {
        int ready = await();
        inbox.wake();
        turns.incrementAndGet();
        now = clock.getAsLong();
        if (inbox.run(TASKS_PER_TURN) > 0) {
            reader.askAgain();
        }
        for (int i = 0; i < ready; i++) {
            int descriptor = pipes.ready(i);
            CapturedOutput captured = byDescriptor.get(descriptor);
            // None for the bell, for a pipe that a task has just closed, and for one whose task has not been run yet.
            if (captured != null) {
                read(captured, descriptor);
            }
        }
        gathering.endTurn(now);
        if (!lingering.isEmpty()) {
            giveUp(lingering.silent(now));
        }
    }

    /** Wait for something to do. Return how many pipes are ready, the bell included. */
    private int await() {
        if (!inbox.fallAsleep()) {
            return pipes.await(0);
        }
        if (!gathering.isDue()) {
            return pipes.await(lingering.patience(now));
        }
        tasks.await(Gathering.NANOS);
        gathering.passed();
        return pipes.await(0);
    }

    private void read(CapturedOutput captured, int descriptor) {
        for (OutputPipe pipe : captured.pipes()) {
            // Whose bytes are moved, their file is told before: only where there are some.
            boolean isTried = pipe.mover().isEmpty() || pipe.descriptor() == descriptor;
            if (isTried && pipe.takeTurn(turns.get())) {
                count(captured, pipe, reader.read(pipe));
            }
            if (pipe.descriptor() == descriptor) {
                break;
            }
        }
        forgetClosed(captured);
    }

    private void count(CapturedOutput captured, OutputPipe pipe, int bytes) {
        if (bytes > 0) {
            captured.active(now);
            gathering.read(bytes);
            if (pipe.growth().read(bytes, now)) {
                reader.grow(pipe);
            }
        }
    }

    private void giveUp(List<CapturedOutput> all) {
        for (CapturedOutput captured : all) {
            giveUp(captured);
        }
    }

    /** Read what there is, and close it, unless its listener does not want it yet. */
    private void giveUp(CapturedOutput captured) {
        for (OutputPipe pipe : captured.pipes()) {
            reader.drain(pipe);
            if (!pipe.isWaiting()) {
                reader.close(pipe);
            }
        }
        forgetClosed(captured);
    }

    private void forgetClosed(CapturedOutput captured) {
        for (OutputPipe pipe : captured.pipes()) {
            if (captured.isRunOver() && !pipe.isOpen()) {
                reader.close(pipe);
            }
            if (pipe.isClosed()) {
                byDescriptor.remove(pipe.descriptor(), captured);
            }
        }
        if (!captured.isOpen() && !lingering.isEmpty()) {
            lingering.remove(captured);
        }
    }
}
