// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.testkit.ChildScript.End;
import dev.procmon.testkit.ChildScript.Ignore;
import dev.procmon.testkit.ChildScript.Reaction;
import dev.procmon.testkit.ChildScript.Refuse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A process of a {@link VirtualReactor}: it follows its script, and a test may act upon it at any moment. It is strict:
 * what no process can do, such as to write after its output was closed, is an {@link IllegalStateException}.
 */
public final class VirtualProcess implements ChildProcess {

    private static final Set<Signal> WITHOUT_EFFECT =
            Set.of(new Signal(17), Signal.CONT, new Signal(23), new Signal(28));
    private static final Set<Signal> STOPPING = Set.of(Signal.STOP, new Signal(20), new Signal(21), new Signal(22));

    private enum Stage {
        NOT_SPAWNED,
        ALIVE,
        DEAD
    }

    private final Timeline timeline;
    private final long pid;
    private final Program program;
    private final ChildScript script;
    private final ProcessListener listener;
    private final OutputListener output;
    private final List<Signal> signals = new ArrayList<>();
    private final List<Signal> held = new ArrayList<>();
    private Stage stage = Stage.NOT_SPAWNED;
    private boolean stopped;
    private boolean outputOpen;

    VirtualProcess(
            Timeline timeline,
            long pid,
            Program program,
            ChildScript script,
            ProcessListener listener,
            OutputListener output) {
        this.timeline = timeline;
        this.pid = pid;
        this.program = program;
        this.script = script;
        this.listener = listener;
        this.output = output;
    }

    /** Return its pid: 1 for the first spawn of the reactor, 2 for the second. */
    public long pid() {
        return pid;
    }

    /** Return the program that it runs. */
    public Program program() {
        return program;
    }

    /** Tell whether it has been spawned and has not ended yet. */
    public boolean isAlive() {
        return stage == Stage.ALIVE;
    }

    /** Tell whether somebody could still write to its output. */
    public boolean isOutputOpen() {
        return outputOpen;
    }

    /** Return the signals that it was sent, in order, those that it ignored too. */
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** Write text as UTF-8 to its standard output now. */
    public void write(String text) {
        write(StdStream.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Write bytes now, as one chunk. */
    public void write(StdStream stream, byte[] bytes) {
        timeline.runTasks();
        if (!outputOpen) {
            throw new IllegalStateException(this + " writes, but its output is closed");
        }
        output.output(stream, ByteBuffer.wrap(bytes.clone()));
    }

    /** End it now. Its output closes with it, unless its script has somebody hold it open. */
    public void exit(ExitStatus status) {
        timeline.runTasks();
        if (!isAlive()) {
            throw new IllegalStateException(this + " exits, but it does not live");
        }
        die(status);
        timeline.runTasks();
    }

    /** End it now with an exit code. */
    public void exit(int code) {
        exit(ExitStatus.exited(code));
    }

    /** Close its output now. */
    public void closeOutput() {
        timeline.runTasks();
        if (!outputOpen) {
            throw new IllegalStateException(this + " closes its output, but it is closed");
        }
        endOutput();
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        if (stage == Stage.NOT_SPAWNED) {
            throw new IllegalStateException(this + " is signalled, but it is not spawned yet");
        }
        if (stage == Stage.DEAD) {
            return new SignalOutcome.AlreadyGone();
        }
        Optional<Reaction> reaction = script.reaction(signal);
        if (reaction.isPresent() && reaction.get() instanceof Refuse(var errno)) {
            return new SignalOutcome.Refused(errno);
        }
        signals.add(signal);
        if (stopped && !signal.equals(Signal.KILL) && !signal.equals(Signal.CONT)) {
            held.add(signal);
        } else {
            take(signal);
        }
        return new SignalOutcome.Sent();
    }

    /** Answer the spawn, when its time has come. */
    void spawn() {
        script.failure().ifPresentOrElse(this::fail, this::live);
    }

    private void fail(SpawnFailure failure) {
        stage = Stage.DEAD;
        listener.spawnFailed(failure);
    }

    private void live() {
        stage = Stage.ALIVE;
        outputOpen = true;
        script.writes().forEach(write -> after(write.after(), () -> writeIfOpen(write)));
        script.death().ifPresent(death -> after(death.after(), () -> dieIfAlive(death.status())));
        listener.spawned(pid);
    }

    private void take(Signal signal) {
        if (STOPPING.contains(signal) && script.reaction(signal).isEmpty()) {
            stopped = true;
            return;
        }
        if (signal.equals(Signal.CONT) && stopped) {
            stopped = false;
            List<Signal> pending = List.copyOf(held);
            held.clear();
            pending.forEach(this::take);
        }
        switch (script.reaction(signal).orElseGet(() -> byDefault(signal))) {
            case Ignore() -> {}
            case End(var time, var status) -> after(time, () -> dieIfAlive(status));
            case Refuse(var _) -> throw new AssertionError("refused signals are not taken");
        }
    }

    private static Reaction byDefault(Signal signal) {
        return WITHOUT_EFFECT.contains(signal) ? new Ignore() : new End(Duration.ZERO, ExitStatus.signaled(signal));
    }

    private void writeIfOpen(ChildScript.Write write) {
        if (outputOpen) {
            output.output(write.stream(), write.bytes().duplicate());
        }
    }

    private void dieIfAlive(ExitStatus status) {
        if (isAlive()) {
            die(status);
        }
    }

    private void die(ExitStatus status) {
        stage = Stage.DEAD;
        if (outputOpen && script.outputHeld().isZero()) {
            endOutput();
        } else if (outputOpen) {
            after(script.outputHeld(), this::endOutputIfOpen);
        }
        listener.exited(status);
    }

    private void endOutputIfOpen() {
        if (outputOpen) {
            endOutput();
        }
    }

    private void endOutput() {
        outputOpen = false;
        output.ended(StdStream.STDOUT);
        output.ended(StdStream.STDERR);
    }

    private void after(Duration delay, Runnable task) {
        var _ = timeline.schedule(timeline.now().plus(delay), task);
    }

    @Override
    public String toString() {
        return "process " + pid + " (" + program.name() + ")";
    }
}
