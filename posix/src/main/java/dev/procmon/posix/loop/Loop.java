// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
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
import dev.procmon.posix.notify.NotifyChannel;
import dev.procmon.posix.notify.NotifyChannels;
import dev.procmon.posix.notify.Opening;
import dev.procmon.posix.probe.Prober;
import dev.procmon.posix.processes.ProcessFiles;
import dev.procmon.posix.processes.ProcessStat;
import dev.procmon.posix.reap.Delivery;
import dev.procmon.posix.reap.Later;
import dev.procmon.posix.reap.Orphans;
import dev.procmon.posix.reap.Reaper;
import dev.procmon.posix.reap.Tree;
import dev.procmon.posix.reap.TreeResult;
import dev.procmon.posix.reap.Trees;
import dev.procmon.posix.reap.Watches;
import dev.procmon.posix.spawn.Extras;
import dev.procmon.posix.spawn.ProgramSpawner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The work of the loop thread. One turn: wait for an event or the nearest deadline, reap those that have ended, run the
 * timers that are due, run tasks. Each part is bounded, so that none keeps the others from their turn.
 */
final class Loop implements Later {

    private static final int TASKS_PER_TURN = 256;
    private static final long FOR_EVER = -1;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS_FOR_ORPHANS = Duration.ofSeconds(10);

    private final Clock clock;
    private final TaskInbox inbox;
    private final TimerQueue timers = new TimerQueue();
    private final Set<PosixChild> living = new HashSet<>();
    private final Caller caller;
    private final Descriptors descriptors;
    private final Signals signals;
    private final Epoll epoll;
    private final Bell bell;
    private final Watches watches;
    private final Reaper reaper;
    private final Delivery delivery;
    private final Orphans orphans;
    private final Trees trees;
    private final ProcessFiles files;
    private final ProgramSpawner spawner;
    private final Capture capture;
    private final NotifyChannels channels;
    private final Sleep sleep;
    private final ClockWatch clockWatch;
    private final Prober prober;
    private boolean orphansAreDue;
    private boolean stopped;
    private final AtomicLong turns = new AtomicLong();

    /** Open all that is needed and start the other threads. On the loop thread. */
    Loop(Clock clock, TaskInbox inbox, TaskInbox captureInbox, ReactorOptions options) {
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
        this.capture = new Capture(caller, captureInbox, clock);
        this.watches = new Watches(caller, epoll);
        this.reaper = new Reaper(caller, watches);
        this.delivery = new Delivery(caller);
        this.files = new ProcessFiles(caller);
        this.orphans = new Orphans(caller, options.orphans() == ReactorOptions.OrphanCare.ADOPTED);
        this.trees = new Trees(caller, watches, inbox, this, orphans, means(options.groups()));
        this.channels = new NotifyChannels(caller, watches);
        this.sleep = new Sleep(caller);
        this.clockWatch = new ClockWatch(caller, watches);
        this.prober = new Prober(inbox);
        if (orphans.comeHere()) {
            reapOrphans();
        }
    }

    TimerQueue timers() {
        return timers;
    }

    Signals signals() {
        return signals;
    }

    Reaper reaper() {
        return reaper;
    }

    Delivery delivery() {
        return delivery;
    }

    Trees trees() {
        return trees;
    }

    Orphans orphans() {
        return orphans;
    }

    Capture capture() {
        return capture;
    }

    Sleep sleep() {
        return sleep;
    }

    ClockWatch clockWatch() {
        return clockWatch;
    }

    Prober prober() {
        return prober;
    }

    /** Return how often the loop has woken up. */
    long turns() {
        return turns.get();
    }

    ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        TreeResult result = trees.make(program);
        if (result instanceof TreeResult.Refused refused) {
            return refuse(listener, refused.failure());
        }
        Tree tree = ((TreeResult.Ready) result).tree();
        Opening opening = channels.open(program.notification(), listener);
        if (opening instanceof Opening.Failed failed) {
            tree.discard();
            return refuse(listener, failed.failure());
        }
        PosixChild child = new PosixChild(this, tree, opening.channel(), program.stdio(), listener, output);
        living.add(child);
        spawner.spawn(program, extras(tree, opening.channel()), child);
        return child;
    }

    void release(Program program) {
        spawner.release(program);
    }

    /** Tell a child when its process may have ended. Return a descriptor of it, or a negated errno if that cannot be. */
    int watch(PosixChild child, int pid) {
        int descriptor = reaper.watch(pid, new Look(child));
        if (descriptor >= 0) {
            orphans.keep(pid);
        }
        return descriptor;
    }

    /** Reap a child of this process, if it has ended, and what it may have left to us. */
    Optional<ExitStatus> reap(int descriptor, int pid) {
        Optional<ExitStatus> status = reaper.reap(descriptor);
        if (status.isPresent()) {
            orphans.release(pid);
        }
        return status;
    }

    /** Tell whether a process has ended, whoever is to reap it. */
    boolean hasEnded(int pid) {
        Optional<ProcessStat> stat = files.stat(pid);
        return stat.isEmpty() || stat.get().hasEnded();
    }

    /** Return as which user a process runs, where that can be seen. */
    OptionalInt user(int pid) {
        return files.user(pid);
    }

    /** A child needs nothing any more. */
    void forget(PosixChild child) {
        living.remove(child);
        if (orphans.comeHere() && !orphansAreDue) {
            // What it has left to us, when the restart is on its way.
            orphansAreDue = true;
            inbox.addQuietly(this::reapOrphansOfEnded);
        }
    }

    @Override
    public void later(Runnable task) {
        var _ = timers.add(clock.now().plus(SOON), task);
    }

    /** Get rid of a process that cannot be watched. It has hardly begun, so its end is waited for here. */
    void abandon(int pid, int[] output) {
        signals.sendToGroup(pid, Signal.KILL.number());
        for (int end : output) {
            descriptors.close(end);
        }
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
        prober.close();
        spawner.close();
        capture.close();
        for (PosixChild child : living) {
            child.abandon();
        }
        channels.close();
        trees.close();
        orphans.close();
        watches.close();
        descriptors.close(epoll.descriptor());
        bell.close();
        caller.close();
    }

    private void turn() {
        int ready = epoll.await(patience());
        inbox.wake();
        turns.incrementAndGet();
        for (int i = 0; i < ready; i++) {
            // If of nobody, it is the bell: what it rings for lies in the inbox.
            watches.tell(epoll.ready(i));
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

    private void reapOrphans() {
        orphans.reap();
        var _ = timers.add(clock.now().plus(BETWEEN_LOOKS_FOR_ORPHANS), this::reapOrphans);
    }

    private void reapOrphansOfEnded() {
        orphansAreDue = false;
        orphans.reap();
    }

    private ChildProcess refuse(ProcessListener listener, SpawnFailure failure) {
        RefusedChild child = new RefusedChild(listener, failure);
        inbox.post(child);
        return child;
    }

    private static Extras extras(Tree tree, NotifyChannel channel) {
        Extras more = channel.extras();
        List<String> variables = new ArrayList<>(more.variables());
        Optional<String> variable = tree.variable();
        if (variable.isPresent()) {
            variables.add(variable.get());
        }
        return new Extras(tree.controlGroup(), more.descriptors(), variables, more.pidVariables());
    }

    private static Trees.Means means(ReactorOptions.Groups groups) {
        return switch (groups) {
            case USED -> Trees.Means.GROUPS;
            case OWN -> Trees.Means.GROUPS_OF_ITS_OWN;
            case NOT_USED -> Trees.Means.WALKS;
        };
    }

    /** Lets a child look whether its process has ended. A class, for a lambda costs milliseconds when the first one is made. */
    private static final class Look implements Runnable {

        private final PosixChild child;

        Look(PosixChild child) {
            this.child = child;
        }

        @Override
        public void run() {
            child.look();
        }
    }
}
