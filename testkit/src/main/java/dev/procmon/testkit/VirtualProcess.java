// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
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
import java.util.OptionalLong;
import java.util.Set;

/**
 * A process of a {@link VirtualReactor}: it follows its script, and a test may act upon it at any moment. It is strict:
 * what no process can do, such as to write after its output was closed, is an {@link IllegalStateException}.
 */
public final class VirtualProcess implements ChildProcess {

    private static final Set<Signal> WITHOUT_EFFECT =
            Set.of(new Signal(17), Signal.CONT, new Signal(23), new Signal(28));
    private static final Set<Signal> STOPPING = Set.of(Signal.STOP, new Signal(20), new Signal(21), new Signal(22));

    /** The others of a tree have pids that no spawn of a test comes to. */
    private static final long OTHER_PIDS = 1_000_000;

    private enum Stage {
        NOT_SPAWNED,
        ALIVE,
        /** It has ended itself, and others of its tree live. */
        OUTLIVED,
        DEAD
    }

    private final Timeline timeline;
    private final long pid;
    private final Program program;
    private final ChildScript script;
    private final ProcessListener listener;
    private final VirtualOutput output;
    private final List<Signal> signals = new ArrayList<>();
    private final List<Signal> held = new ArrayList<>();
    private final List<ChildScript.Other> others;
    private OptionalLong memory;
    private Optional<ExitStatus> status = Optional.empty();
    private Stage stage = Stage.NOT_SPAWNED;
    private boolean stopped;
    private boolean outputOpen;

    VirtualProcess(
            Timeline timeline,
            long pid,
            Program program,
            ChildScript script,
            ProcessListener listener,
            VirtualOutput output) {
        this.timeline = timeline;
        this.pid = pid;
        this.program = program;
        this.script = script;
        this.listener = listener;
        this.output = output;
        this.others = new ArrayList<>(script.others());
        this.memory = script.memory();
    }

    /** Return its pid: 1 for the first spawn of the reactor, 2 for the second. */
    public long pid() {
        return pid;
    }

    /** Return the program that it runs. */
    public Program program() {
        return program;
    }

    /** Tell whether it has been spawned and has not ended yet; others of its tree do not count. */
    public boolean isAlive() {
        return stage == Stage.ALIVE;
    }

    /** Tell whether it has been spawned, and it or another process of its tree has not ended yet. */
    public boolean isTreeAlive() {
        return stage == Stage.ALIVE || stage == Stage.OUTLIVED;
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

    /** Write bytes now, as one chunk. They are delivered as its program has it, and once its listener is ready. */
    public void write(StdStream stream, byte[] bytes) {
        timeline.runTasks();
        if (!outputOpen) {
            throw new IllegalStateException(this + " writes, but its output is closed");
        }
        output.write(stream, ByteBuffer.wrap(bytes.clone()));
    }

    /** End it now, but for the others of its tree. Its output closes with it, unless its script has somebody hold it open. */
    public void exit(ExitStatus how) {
        timeline.runTasks();
        if (!isAlive()) {
            throw new IllegalStateException(this + " exits, but it does not live");
        }
        die(how);
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

    /** Let it tell the supervisor something now, by whatever way its program has: {@code READY=1}. */
    public void tell(String text) {
        timeline.runTasks();
        if (!isTreeAlive()) {
            throw new IllegalStateException(this + " tells " + text + ", but it does not live");
        }
        listener.notified(new Notice(text, pid));
        timeline.runTasks();
    }

    /** Let its tree have so many bytes of memory in use from now on. */
    public void use(long bytes) {
        memory = OptionalLong.of(bytes);
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        if (stage == Stage.NOT_SPAWNED) {
            throw new IllegalStateException(this + " is signalled, but it is not spawned yet");
        }
        if (stage == Stage.DEAD || (stage == Stage.OUTLIVED && reach == Reach.LEADER)) {
            return new SignalOutcome.AlreadyGone();
        }
        Optional<Reaction> reaction = script.reaction(signal);
        if (reaction.isPresent() && reaction.get() instanceof Refuse(var errno)) {
            return new SignalOutcome.Refused(errno);
        }
        signals.add(signal);
        if (reach == Reach.TREE) {
            endOthers(signal);
        }
        if (stage == Stage.ALIVE) {
            take(signal);
        }
        return new SignalOutcome.Sent();
    }

    @Override
    public List<Remnant> remnants() {
        List<Remnant> remnants = new ArrayList<>();
        if (isAlive()) {
            remnants.add(new Remnant(pid, program.command().executable(), stopped ? "stopped" : "sleeping"));
        }
        if (isTreeAlive()) {
            for (int i = 1; i <= others.size(); i++) {
                String command = "child " + i + " of " + program.command().executable();
                remnants.add(new Remnant(OTHER_PIDS * pid + i, command, "sleeping"));
            }
        }
        return remnants;
    }

    @Override
    public OptionalLong residentMemory() {
        return isTreeAlive() ? memory : OptionalLong.empty();
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
        script.tells().forEach(tell -> after(tell.after(), () -> tellIfAlive(tell.text())));
        script.death().ifPresent(death -> after(death.after(), () -> dieIfAlive(death.status())));
        listener.spawned(pid);
        if (output.hasUnread()) {
            timeline.execute(output::tellUnread);
        }
    }

    private void take(Signal signal) {
        if (stopped && isHeld(signal)) {
            held.add(signal);
            return;
        }
        if (STOPPING.contains(signal) && script.reaction(signal).isEmpty()) {
            stopped = true;
            return;
        }
        react(signal);
        if (stopped) {
            // It has got CONT, or a signal that ends processes, which is followed by CONT.
            stopped = false;
            List<Signal> pending = List.copyOf(held);
            held.clear();
            pending.forEach(this::take);
        }
    }

    private void react(Signal signal) {
        switch (script.reaction(signal).orElseGet(() -> byDefault(signal))) {
            case Ignore() -> {}
            case End(var time, var how) -> after(time, () -> dieIfAlive(how));
            case Refuse(var _) -> throw new AssertionError("refused signals are not taken");
        }
    }

    private static boolean isHeld(Signal signal) {
        return !signal.equals(Signal.CONT) && (WITHOUT_EFFECT.contains(signal) || STOPPING.contains(signal));
    }

    private void endOthers(Signal signal) {
        if (!WITHOUT_EFFECT.contains(signal) && !STOPPING.contains(signal)) {
            others.removeIf(other -> !other.ignored().contains(signal));
            // Never within the call, as for a real one.
            after(Duration.ZERO, this::endIfNobodyIsLeft);
        }
    }

    private static Reaction byDefault(Signal signal) {
        return WITHOUT_EFFECT.contains(signal) ? new Ignore() : new End(Duration.ZERO, ExitStatus.signaled(signal));
    }

    private void writeIfOpen(ChildScript.Write write) {
        if (outputOpen) {
            output.write(write.stream(), write.bytes().duplicate());
        }
    }

    private void dieIfAlive(ExitStatus how) {
        if (isAlive()) {
            die(how);
        }
    }

    private void die(ExitStatus how) {
        status = Optional.of(how);
        stage = Stage.OUTLIVED;
        if (outputOpen && script.outputHeld().isZero()) {
            endOutput();
        } else if (outputOpen) {
            after(script.outputHeld(), this::endOutputIfOpen);
        }
        if (!others.isEmpty()) {
            for (ChildScript.Other other : others) {
                after(other.lives(), () -> endOther(other));
            }
            listener.leaderExited(how);
        }
        endIfNobodyIsLeft();
    }

    private void endOther(ChildScript.Other other) {
        others.removeIf(other::equals);
        endIfNobodyIsLeft();
    }

    private void endIfNobodyIsLeft() {
        if (stage == Stage.OUTLIVED && others.isEmpty()) {
            stage = Stage.DEAD;
            listener.exited(status.orElseThrow());
        }
    }

    private void tellIfAlive(String text) {
        if (isTreeAlive()) {
            listener.notified(new Notice(text, pid));
        }
    }

    private void endOutputIfOpen() {
        if (outputOpen) {
            endOutput();
        }
    }

    private void endOutput() {
        outputOpen = false;
        output.end();
    }

    private void after(Duration delay, Runnable task) {
        var _ = timeline.schedule(timeline.now().plus(delay), task);
    }

    @Override
    public String toString() {
        return "process " + pid + " (" + program.name() + ")";
    }
}
