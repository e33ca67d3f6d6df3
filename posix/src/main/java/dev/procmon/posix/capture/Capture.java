// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.posix.capture.OutputPipe.Kind;
import dev.procmon.posix.inbox.Bell;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.inbox.Threads;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.LibcException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Hands pipes to the output thread, from the loop thread.
 *
 * <p>A new child does not wake the output thread: the loop puts its pipes into the epoll of that thread itself, and before
 * that a task into the inbox, which is looked at before the pipes are. So a silent child costs it nothing.
 */
public final class Capture implements AutoCloseable {

    private final TaskInbox inbox;
    private final Bell bell;
    private final Epoll pipes;
    private final Epoll tasks;
    private final Descriptors descriptors;
    private final CaptureThread work;
    private final Thread thread;

    /**
     * Start the output thread.
     *
     * @param caller the loop thread's
     * @param inbox the tasks of the output thread
     * @param clock the nanoseconds since some moment
     */
    public Capture(Caller caller, TaskInbox inbox, LongSupplier clock) {
        this(caller, inbox, clock, new Lingering(Lingering.SILENCE_MAX_NANOS));
    }

    Capture(Caller caller, TaskInbox inbox, LongSupplier clock, Lingering lingering) {
        this.inbox = inbox;
        this.bell = new Bell();
        this.pipes = Epoll.create(caller);
        this.tasks = Epoll.create(caller);
        this.descriptors = new Descriptors(caller);
        LibcException.check(pipes.addEdgeTriggered(bell.descriptor()), "epoll_ctl");
        LibcException.check(tasks.addEdgeTriggered(bell.descriptor()), "epoll_ctl");
        inbox.wakeBy(bell);
        this.work = new CaptureThread(inbox, Caller.ofAnyThread(), pipes, tasks, clock, lingering);
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

    /**
     * Read what a child writes from now on; the descriptors belong to the output thread then. The streams that are not read apart
     * are told as ended.
     *
     * @param ends where standard output, or all, and standard error are read, as far as they are
     */
    public CapturedOutput add(Stdio stdio, int[] ends, OutputListener listener) {
        StdStream[] streams = StdStream.values();
        Kind kind = stdio == Stdio.TERMINAL ? Kind.TERMINAL : Kind.PIPE;
        List<OutputPipe> all = new ArrayList<>(ends.length);
        for (int i = 0; i < ends.length; i++) {
            all.add(new OutputPipe(ends[i], kind, streams[i], listener));
        }
        CapturedOutput captured = new CapturedOutput(all, listener);
        Added added = new Added(work, captured);
        if (ends.length == streams.length) {
            inbox.addQuietly(added);
        } else {
            inbox.post(added);
        }
        for (int end : ends) {
            LibcException.check(pipes.add(end), "epoll_ctl");
        }
        return captured;
    }

    /**
     * Deliver what a child that was reaped has written, before all tasks that are given to the inbox from now on. It need not
     * wake the output thread: what was written has done so, as does the end of the streams; but a terminal may have come to its
     * end before, and is closed now.
     */
    public void exited(CapturedOutput captured) {
        Exited exited = new Exited(work, captured);
        if (captured.hasTerminal()) {
            inbox.post(exited);
        } else {
            inbox.addQuietly(exited);
        }
    }

    /** Deliver what there is of all children, end their streams, and end the thread. */
    @Override
    public void close() {
        inbox.post(new Stop(work));
        Threads.join(thread);
        bell.close();
        descriptors.close(pipes.descriptor());
        descriptors.close(tasks.descriptor());
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
