// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.SignalOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A process that does nothing by itself: each of its steps is a move. */
final class ExploredProcess implements ChildProcess {

    private enum Stage {
        ORDERED,
        ALIVE,
        /** Its leader has ended, and others of its tree have not. */
        OUTLIVED,
        DEAD
    }

    private final Program program;
    private final ProcessListener listener;
    private final OutputListener output;
    private final Consumer<ExploredProcess> beforeSignal;
    private Stage stage = Stage.ORDERED;
    private boolean outputOpen;
    private boolean halfLine;
    private boolean refusing;
    private boolean signalled;
    private boolean doomed;
    private boolean everLived;
    private boolean ready;
    private boolean mustEnd;

    ExploredProcess(
            Program program, ProcessListener listener, OutputListener output, Consumer<ExploredProcess> beforeSignal) {
        this.beforeSignal = beforeSignal;
        this.program = program;
        this.listener = listener;
        this.output = output;
    }

    Program program() {
        return program;
    }

    boolean isOrdered() {
        return stage == Stage.ORDERED;
    }

    boolean isAlive() {
        return stage == Stage.ALIVE;
    }

    boolean isDead() {
        return stage == Stage.DEAD;
    }

    boolean isLiveRun() {
        return stage != Stage.DEAD;
    }

    boolean isOutputOpen() {
        return outputOpen;
    }

    boolean isRefusing() {
        return refusing;
    }

    boolean wasSignalled() {
        return signalled;
    }

    boolean isOutlived() {
        return stage == Stage.OUTLIVED;
    }

    boolean hasBeenReady() {
        return ready;
    }

    boolean isReady() {
        return ready && isAlive() && !signalled;
    }

    /** Whether KILL was delivered: then it must end before any time passes. */
    boolean isDoomed() {
        return doomed && (isAlive() || isOutlived());
    }

    boolean isHook() {
        return program.command().executable().equals(Setup.HOOK);
    }

    /** Remember that it must be ended, for it is to be restarted with another. */
    void requireEnd() {
        mustEnd = true;
    }

    boolean isSpared() {
        return mustEnd && isAlive() && !signalled;
    }

    boolean hasHalfLine() {
        return halfLine;
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        if (stage == Stage.DEAD && isHook()) {
            return new SignalOutcome.AlreadyGone();
        }
        if (stage != Stage.ALIVE && stage != Stage.OUTLIVED) {
            throw new IllegalStateException("a process that is " + stage + " is signalled");
        }
        beforeSignal.accept(this);
        signalled = true;
        if (refusing) {
            return new SignalOutcome.Refused("EPERM");
        }
        doomed |= signal.equals(Signal.KILL);
        return new SignalOutcome.Sent();
    }

    void spawn(long pid) {
        stage = Stage.ALIVE;
        outputOpen = true;
        everLived = true;
        listener.spawned(pid);
    }

    void fail() {
        stage = Stage.DEAD;
        listener.spawnFailed(new SpawnFailure("EAGAIN", "so the explorer says"));
    }

    void refuseSignals() {
        refusing = true;
    }

    void write(String text, boolean lineEnds) {
        halfLine = !lineEnds;
        output.output(StdStream.STDOUT, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    void exit(ExitStatus status, boolean outputHeld) {
        stage = Stage.DEAD;
        if (!outputHeld) {
            endOutput();
        }
        listener.exited(status);
    }

    void becomeReady() {
        ready = true;
        listener.notified(new Notice("READY=1", 1));
    }

    void endLeader(ExitStatus status) {
        stage = Stage.OUTLIVED;
        listener.leaderExited(status);
    }

    void endOutput() {
        outputOpen = false;
        halfLine = false;
        output.ended(StdStream.STDOUT);
        output.ended(StdStream.STDERR);
    }

    /** Tell once more what was told before, as a report that was long under way. */
    void reportAgain() {
        if (everLived) {
            listener.spawned(1);
            listener.exited(ExitStatus.exited(1));
        } else {
            listener.spawnFailed(new SpawnFailure("EAGAIN", "so the explorer says again"));
        }
    }

    /** All that can make a difference for what comes, in short. */
    String fingerprint() {
        return stage.name().charAt(0)
                + (outputOpen ? "o" : "")
                + (halfLine ? "h" : "")
                + (refusing ? "r" : "")
                + (doomed ? "d" : "")
                + (signalled ? "s" : "")
                + (ready ? "y" : "");
    }
}
