// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.posix.capture.CapturedOutput;
import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.notify.Kinship;
import dev.procmon.posix.notify.NotifyChannel;
import dev.procmon.posix.spawn.SpawnListener;
import java.util.Optional;

/**
 * One process, from the order to the end, on the loop thread.
 *
 * <p>It leads its own session and so its process group, whose number is its pid. Neither can be given to anybody else until
 * it is reaped, nor the latter while the group has a member; up to then a signal to the group goes to the right ones.
 */
final class PosixChild implements ChildProcess, SpawnListener {

    private final Loop loop;
    private final ProcessListener listener;
    private final OutputListener outputListener;
    private final NotifyChannel channel;
    private State state = State.ORDERED;
    private int pid;
    private Optional<CapturedOutput> output = Optional.empty();

    private enum State {
        ORDERED,
        ALIVE,
        /** It was told to end: its end is told when nobody of its group is left. */
        ENDING,
        GONE
    }

    PosixChild(Loop loop, ProcessListener listener, OutputListener outputListener, NotifyChannel channel) {
        this.loop = loop;
        this.listener = listener;
        this.outputListener = outputListener;
        this.channel = channel;
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        if (state == State.ORDERED) {
            throw new IllegalStateException("the process was not spawned yet");
        }
        if (state == State.GONE) {
            return new SignalOutcome.AlreadyGone();
        }
        state = State.ENDING;
        int result = loop.signals().sendToGroup(pid, signal.number());
        if (result == -Errno.ESRCH) {
            return new SignalOutcome.AlreadyGone();
        }
        return result < 0 ? new SignalOutcome.Refused(Errno.name(-result)) : new SignalOutcome.Sent();
    }

    @Override
    public void spawned(int newPid, int outputPipe, int errorPipe) {
        pid = newPid;
        int failed = loop.watch(this, pid);
        if (failed < 0) {
            loop.abandon(pid, outputPipe, errorPipe);
            refused(new SpawnFailure(
                    Errno.name(-failed), "the process could not be watched and was killed at once: pidfd_open"));
            return;
        }
        state = State.ALIVE;
        try {
            listener.spawned(pid);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
        channel.spawned(pid, new Kinship(pid));
        // Last, so that what the listener gives to the output thread comes before the first byte.
        output = Optional.of(loop.capture().add(outputPipe, errorPipe, outputListener));
    }

    @Override
    public void refused(SpawnFailure failure) {
        state = State.GONE;
        channel.close();
        try {
            listener.spawnFailed(failure);
        } catch (Throwable unexpected) {
            Guard.report(unexpected);
        }
    }

    /** The process was reaped. Where it was told to end, those whom it leaves behind in its group have to end too. */
    void exited(ExitStatus status) {
        channel.hear();
        if (state == State.ENDING) {
            loop.groups().await(pid, () -> gone(status));
        } else {
            gone(status);
        }
    }

    private void gone(ExitStatus status) {
        state = State.GONE;
        channel.hear();
        channel.close();
        // First, so that whoever hears of the exit and then asks for what follows the output gets it in this order.
        loop.capture().exited(output.orElseThrow());
        try {
            listener.exited(status);
        } catch (Throwable failure) {
            Guard.report(failure);
        }
    }
}
