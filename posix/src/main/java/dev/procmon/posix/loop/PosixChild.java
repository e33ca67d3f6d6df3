// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.posix.capture.CapturedOutput;
import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.notify.NotifyChannel;
import dev.procmon.posix.reap.Tree;
import dev.procmon.posix.spawn.SpawnListener;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process and all that come of it, from the order to the end, on the loop thread.
 *
 * <p>The end of the run is that of its leader, told when nobody of the tree is left. The leader is the process that was spawned,
 * until the run names another; then the one that was spawned counts as one of the tree.
 */
final class PosixChild implements ChildProcess, SpawnListener, Tree.End {

    private final Loop loop;
    private final ProcessListener listener;
    private final Stdio stdio;
    private final OutputListener outputListener;
    private final NotifyChannel channel;
    private Tree tree;
    private Stage stage = Stage.ORDERED;
    private int pid;
    private int descriptor;
    private boolean firstIsReaped;
    private boolean othersTold;
    private boolean killed;
    private Optional<MainProcess> main = Optional.empty();
    private Optional<ExitStatus> status = Optional.empty();
    private Optional<CapturedOutput> output = Optional.empty();

    private enum Stage {
        ORDERED,
        ALIVE,
        /** Its leader has ended, and others may live. */
        LEADERLESS,
        GONE
    }

    PosixChild(
            Loop loop,
            Tree tree,
            NotifyChannel channel,
            Stdio stdio,
            ProcessListener listener,
            OutputListener outputListener) {
        this.loop = loop;
        this.tree = tree;
        this.channel = channel;
        this.stdio = stdio;
        this.listener = listener;
        this.outputListener = outputListener;
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        if (stage == Stage.ORDERED) {
            throw new IllegalStateException("the process was not spawned yet");
        }
        if (stage == Stage.GONE) {
            return new SignalOutcome.AlreadyGone();
        }
        killed |= signal.equals(Signal.KILL);
        int result = reach == Reach.TREE ? tree.signal(signal.number()) : signalLeader(signal.number());
        if (result == -Errno.ESRCH) {
            return new SignalOutcome.AlreadyGone();
        }
        return result < 0 ? new SignalOutcome.Refused(Errno.name(-result)) : new SignalOutcome.Sent();
    }

    @Override
    public List<Remnant> remnants() {
        return isLiving() ? tree.remnants() : List.of();
    }

    @Override
    public OptionalLong residentMemory() {
        return isLiving() ? tree.residentMemory() : OptionalLong.empty();
    }

    /** Tell whether a process belongs to it. */
    boolean belongs(long other) {
        return isLiving() && tree.holds((int) other);
    }

    /** Return the pid of the process that was spawned. */
    int first() {
        return pid;
    }

    /** Return the pid of the leader. */
    long leader() {
        return main.isPresent() ? main.get().pid() : pid;
    }

    /** Tell whether the process that was spawned has ended. */
    boolean firstHasEnded() {
        return firstIsReaped;
    }

    /** Let another process of the tree be the leader, as the run has asked for. Without effect where it is none of the tree. */
    void mainPid(long newMain) {
        int newPid = (int) newMain;
        if (stage != Stage.ALIVE || newMain != newPid || newPid == leader() || !tree.holds(newPid)) {
            return;
        }
        if (newPid == pid) {
            dropMain();
        } else {
            Optional<MainProcess> watched = MainProcess.watch(loop, this, newPid);
            if (watched.isPresent()) {
                dropMain();
                main = watched;
                tree.follow(newPid);
            }
        }
    }

    @Override
    public void spawned(int newPid, int[] ends) {
        pid = newPid;
        descriptor = loop.watch(this, pid);
        if (descriptor < 0) {
            loop.abandon(pid, ends);
            refused(new SpawnFailure(
                    Errno.name(-descriptor), "the process could not be watched and was killed at once: pidfd_open"));
            return;
        }
        tree = loop.trees().begun(tree, pid, descriptor);
        stage = Stage.ALIVE;
        try {
            listener.spawned(pid);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
        channel.spawned(new RunSpeakers(loop, this));
        // Last, so that what the listener gives to the output thread comes before the first byte.
        output = Optional.of(loop.capture().add(stdio, ends, outputListener));
    }

    @Override
    public void refused(SpawnFailure failure) {
        stage = Stage.GONE;
        tree.discard();
        channel.close();
        loop.forget(this);
        try {
            listener.spawnFailed(failure);
        } catch (Throwable unexpected) {
            Guard.report(unexpected);
        }
    }

    /** The process that was spawned may have ended. */
    void look() {
        // What it has said comes before its end, and as long as it is not reaped it can be seen who it was.
        channel.hear();
        Optional<ExitStatus> ended = loop.reap(descriptor, pid);
        if (ended.isEmpty()) {
            return;
        }
        firstIsReaped = true;
        tree.leaderReaped();
        if (main.isEmpty()) {
            status = status.isPresent() ? status : ended;
            stage = Stage.LEADERLESS;
            findOutWhoIsLeft();
        }
    }

    /** The process that the run has named as its main one has ended. */
    void mainEnded(ExitStatus how) {
        channel.hear();
        main = Optional.empty();
        status = Optional.of(how);
        stage = Stage.LEADERLESS;
        if (firstIsReaped) {
            findOutWhoIsLeft();
        } else {
            othersLive();
        }
    }

    @Override
    public void othersLive() {
        if (othersTold) {
            return;
        }
        othersTold = true;
        try {
            listener.leaderExited(status());
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }

    @Override
    public void nobodyIsLeft() {
        channel.hear();
        channel.close();
        stage = Stage.GONE;
        loop.forget(this);
        // First, so that whoever hears of the exit and then asks for what follows the output gets it in this order.
        loop.capture().exited(output.orElseThrow());
        try {
            listener.exited(status());
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }

    /** The reactor ends. */
    void abandon() {
        dropMain();
        tree.abandon();
    }

    private void findOutWhoIsLeft() {
        if (!killed && status().equals(ExitStatus.signaled(Signal.KILL)) && tree.ranOutOfMemory()) {
            status = Optional.of(new ExitStatus.Signaled(Signal.KILL, ExitStatus.Cause.OUT_OF_MEMORY));
        }
        tree.awaitEnd(this);
    }

    private int signalLeader(int signal) {
        if (stage == Stage.LEADERLESS) {
            return -Errno.ESRCH;
        }
        int to = main.isPresent() ? main.get().descriptor() : descriptor;
        return loop.delivery().send(to, signal);
    }

    private boolean isLiving() {
        return stage == Stage.ALIVE || stage == Stage.LEADERLESS;
    }

    private ExitStatus status() {
        return status.orElseThrow();
    }

    private void dropMain() {
        if (main.isPresent()) {
            main.get().forget();
            main = Optional.empty();
        }
    }
}
