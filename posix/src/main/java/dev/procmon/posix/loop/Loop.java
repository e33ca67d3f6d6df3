// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.posix.capture.Capture;
import dev.procmon.posix.inbox.Bell;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.LibcException;
import dev.procmon.posix.libc.Signals;
import dev.procmon.posix.reap.GroupWatch;
import dev.procmon.posix.reap.Reaper;
import dev.procmon.posix.spawn.Extras;
import dev.procmon.posix.spawn.ProgramSpawner;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The work of the loop thread. One turn: wait for an event or the nearest deadline, reap those that have ended, run the
 * timers that are due, run tasks. Each part is bounded, so that none keeps the others from their turn.
 */
final class Loop {

    private static final int TASKS_PER_TURN = 256;
    private static final long FOR_EVER = -1;

    private final Clock clock;
    private final TaskInbox inbox;
    private final TimerQueue timers = new TimerQueue();
    private final Map<Integer, PosixChild> byDescriptor = new HashMap<>();
    private final Caller caller;
    private final Descriptors descriptors;
    private final Signals signals;
    private final Epoll epoll;
    private final Bell bell;
    private final Reaper reaper;
    private final GroupWatch groups;
    private final ProgramSpawner spawner;
    private final Capture capture;
    private boolean stopped;
    private final AtomicLong turns = new AtomicLong();

    /** Open all that is needed and start the other threads. On the loop thread. */
    Loop(Clock clock, TaskInbox inbox, TaskInbox captureInbox) {
        this.clock = clock;
        this.inbox = inbox;
        this.caller = Caller.ofThisThread();
        this.descriptors = new Descriptors(caller);
        this.signals = new Signals(caller);
        signals.keepEndedChildren();
        this.epoll = Epoll.create(caller);
        // Fails where the kernel is too old, before there is anything to clean up.
        epoll.await(0);
        this.bell = new Bell();
        LibcException.check(epoll.addEdgeTriggered(bell.descriptor()), "epoll_ctl");
        inbox.wakeBy(bell);
        this.spawner = new ProgramSpawner(caller, inbox, bell.descriptor());
        this.capture = new Capture(caller, captureInbox);
        this.reaper = new Reaper(caller, epoll);
        this.groups = new GroupWatch(caller, epoll);
    }

    TimerQueue timers() {
        return timers;
    }

    Signals signals() {
        return signals;
    }

    GroupWatch groups() {
        return groups;
    }

    Capture capture() {
        return capture;
    }

    /** Return how often the loop has woken up. */
    long turns() {
        return turns.get();
    }

    ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        PosixChild child = new PosixChild(this, listener, output);
        spawner.spawn(program, Extras.NONE, child);
        return child;
    }

    void release(Program program) {
        spawner.release(program);
    }

    /** Tell a child when its process has ended. Return a negated errno if that cannot be. */
    int watch(PosixChild child, int pid) {
        int descriptor = reaper.watch(pid);
        if (descriptor >= 0) {
            byDescriptor.put(descriptor, child);
        }
        return descriptor;
    }

    /** Get rid of a process that cannot be watched. It has hardly begun, so its end is waited for here. */
    void abandon(int pid, int outputPipe, int errorPipe) {
        signals.sendToGroup(pid, Signal.KILL.number());
        descriptors.close(outputPipe);
        descriptors.close(errorPipe);
        reaper.reapKilled(pid);
    }

    void stop() {
        stopped = true;
    }

    void run() {
        while (!stopped) {
            turn();
        }
    }

    /** End the other threads, in the order in which they need each other, and close everything. */
    void close() {
        spawner.close();
        capture.close();
        for (int descriptor : byDescriptor.keySet()) {
            reaper.forget(descriptor);
        }
        groups.close();
        descriptors.close(epoll.descriptor());
        bell.close();
        caller.close();
    }

    private void turn() {
        int ready = epoll.await(patience());
        inbox.wake();
        turns.incrementAndGet();
        for (int i = 0; i < ready; i++) {
            reap(epoll.ready(i));
        }
        timers.runDue(clock.now());
        inbox.run(TASKS_PER_TURN);
    }

    private long patience() {
        if (!inbox.fallAsleep()) {
            return 0;
        }
        return timers.isEmpty() ? FOR_EVER : timers.nanosToFirst(clock.now());
    }

    private void reap(int descriptor) {
        PosixChild child = byDescriptor.get(descriptor);
        if (child == null) {
            // If not of a group, it is the bell: what it rings for lies in the inbox.
            groups.ended(descriptor);
            return;
        }
        Optional<ExitStatus> status = reaper.reap(descriptor);
        if (status.isPresent()) {
            byDescriptor.remove(descriptor);
            child.exited(status.get());
        }
    }
}
