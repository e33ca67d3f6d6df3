// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.core.reactor.OutputListener;
import dev.procmon.posix.inbox.Bell;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.inbox.Threads;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.LibcException;

/**
 * Hands pipes to the output thread, from the loop thread.
 *
 * <p>A new child does not wake the output thread: the loop puts its pipes into the epoll of that thread itself, and before
 * that a task into the inbox, which is looked at before the pipes are. So a silent child costs it nothing.
 */
public final class Capture implements AutoCloseable {

    private final TaskInbox inbox;
    private final Bell bell;
    private final Epoll epoll;
    private final Descriptors descriptors;
    private final CaptureThread work;
    private final Thread thread;

    /**
     * Start the output thread.
     *
     * @param caller the loop thread's
     * @param inbox the tasks of the output thread
     */
    public Capture(Caller caller, TaskInbox inbox) {
        this.inbox = inbox;
        this.bell = new Bell();
        this.epoll = Epoll.create(caller);
        this.descriptors = new Descriptors(caller);
        LibcException.check(epoll.addEdgeTriggered(bell.descriptor()), "epoll_ctl");
        inbox.wakeBy(bell);
        this.work = new CaptureThread(inbox, Caller.ofAnyThread(), epoll);
        this.thread = Threads.start("procmon-capture", work);
    }

    /** Tell whether the present thread is the output thread. */
    public boolean isOutputThread() {
        return Thread.currentThread() == thread;
    }

    /** Return how often the output thread has woken up. */
    public long turns() {
        return work.turns();
    }

    /** Read both streams of a child from now on; the descriptors belong to the output thread then. */
    public CapturedOutput add(int output, int error, OutputListener listener) {
        CapturedOutput captured = new CapturedOutput(output, error, listener);
        inbox.addQuietly(new Added(work, captured));
        LibcException.check(epoll.add(output), "epoll_ctl");
        LibcException.check(epoll.add(error), "epoll_ctl");
        return captured;
    }

    /**
     * Deliver what a child that was reaped has written, before all tasks that are given to the inbox from now on. It need not
     * wake the output thread: what was written has done so, as does the end of the streams.
     */
    public void exited(CapturedOutput captured) {
        inbox.addQuietly(new Exited(work, captured));
    }

    /** Deliver what there is of all children, end their streams, and end the thread. */
    @Override
    public void close() {
        inbox.post(new Stop(work));
        Threads.join(thread);
        bell.close();
        descriptors.close(epoll.descriptor());
    }

    // Classes and no lambdas: the first lambda costs milliseconds at start.

    private record Added(CaptureThread thread, CapturedOutput captured) implements Runnable {
        @Override
        public void run() {
            thread.add(captured);
        }
    }

    private record Exited(CaptureThread thread, CapturedOutput captured) implements Runnable {
        @Override
        public void run() {
            thread.exited(captured);
        }
    }

    private record Stop(CaptureThread thread) implements Runnable {
        @Override
        public void run() {
            thread.stop();
        }
    }
}
