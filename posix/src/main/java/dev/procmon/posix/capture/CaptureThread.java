// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Epoll;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for pipes and reads each that is ready once per turn, so that no child can keep it from another. Standard output is
 * read before standard error where both are ready.
 *
 * <p>A pipe may outlive its child, when another process has it too. It is read on, but only so many are kept.
 */
final class CaptureThread implements Runnable {

    /** How many children that have ended may still have an open pipe; beyond that the oldest is given up. */
    static final int LINGERING_MAX = 64;

    private static final int TASKS_PER_TURN = 256;

    private final TaskInbox inbox;
    private final Caller caller;
    private final Epoll epoll;
    private final PipeReader reader;
    private final Map<Integer, CapturedOutput> byDescriptor = new HashMap<>();
    private final ArrayDeque<CapturedOutput> lingering = new ArrayDeque<>();
    private boolean stopped;
    private final AtomicLong turns = new AtomicLong();

    /**
     * Make the work of the thread.
     *
     * @param caller for this thread alone from now on, which closes it
     */
    CaptureThread(TaskInbox inbox, Caller caller, Epoll epoll) {
        this.inbox = inbox;
        this.caller = caller;
        this.epoll = epoll.by(caller);
        this.reader = new PipeReader(caller, this.epoll);
    }

    @Override
    public void run() {
        try (caller) {
            while (!stopped) {
                turn();
            }
            inbox.runLast();
            for (CapturedOutput captured : List.copyOf(byDescriptor.values())) {
                giveUp(captured);
            }
        }
    }

    /** Return how often the thread has woken up. */
    long turns() {
        return turns.get();
    }

    void add(CapturedOutput captured) {
        byDescriptor.put(captured.output().descriptor(), captured);
        byDescriptor.put(captured.error().descriptor(), captured);
    }

    void exited(CapturedOutput captured) {
        drain(captured);
        if (captured.isOpen()) {
            lingering.add(captured);
            if (lingering.size() > LINGERING_MAX) {
                giveUp(lingering.remove());
            }
        }
    }

    void stop() {
        stopped = true;
    }

    private void turn() {
        int ready = epoll.await(inbox.fallAsleep() ? -1 : 0);
        inbox.wake();
        turns.incrementAndGet();
        inbox.run(TASKS_PER_TURN);
        for (int i = 0; i < ready; i++) {
            int descriptor = epoll.ready(i);
            CapturedOutput captured = byDescriptor.get(descriptor);
            // None for the bell, for a pipe that a task has just closed, and for one whose task has not been run yet.
            if (captured != null) {
                read(captured, descriptor);
            }
        }
    }

    private void read(CapturedOutput captured, int descriptor) {
        readInTurn(captured.output());
        if (descriptor == captured.error().descriptor()) {
            readInTurn(captured.error());
        }
        forgetClosed(captured);
    }

    private void readInTurn(OutputPipe pipe) {
        if (pipe.takeTurn(turns.get())) {
            reader.read(pipe);
        }
    }

    private void drain(CapturedOutput captured) {
        reader.drain(captured.output());
        reader.drain(captured.error());
        forgetClosed(captured);
    }

    private void giveUp(CapturedOutput captured) {
        drain(captured);
        reader.close(captured.output());
        reader.close(captured.error());
        forgetClosed(captured);
    }

    private void forgetClosed(CapturedOutput captured) {
        if (!captured.output().isOpen()) {
            byDescriptor.remove(captured.output().descriptor(), captured);
        }
        if (!captured.error().isOpen()) {
            byDescriptor.remove(captured.error().descriptor(), captured);
        }
        if (!captured.isOpen() && !lingering.isEmpty()) {
            lingering.remove(captured);
        }
    }
}
