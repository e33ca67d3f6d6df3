// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.testkit.VirtualReactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A monitor, its processes and its clock, to which moves are made one by one; and what was wrong after any of them. */
final class World implements Reactor {

    private static final String LINE = "line";
    private static final String HALF = "half";

    private final VirtualReactor time = new VirtualReactor();
    private final List<Program> programs;
    private final List<ExploredProcess> processes = new ArrayList<>();
    private final List<String> expectedLines = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Face face;
    private Optional<Move> move = Optional.empty();

    World(List<Program> programs, Function<World, Face> face) {
        this.programs = programs;
        this.face = face.apply(this);
    }

    Face face() {
        return face;
    }

    List<ExploredProcess> processes() {
        return processes;
    }

    int pendingTimers() {
        return time.pendingTimers();
    }

    /** Make a move. Return false, with nothing changed, where it cannot be made now. */
    boolean make(Move next) {
        move = Optional.of(next);
        Program program = programs.get(next.child());
        boolean made =
                switch (next.kind()) {
                    case ADD, REMOVE, START, STOP, RESTART, KILL, SERVICE_UP, SERVICE_DOWN, RESTART_ALL ->
                        face.perform(next.kind(), program);
                    case TIME_PASSES -> letTimePass();
                    default -> happen(next.kind(), program);
                };
        time.runTasks();
        return made;
    }

    /** Return what the moves so far have broken. */
    List<String> problems() {
        if (!lines.equals(expectedLines)) {
            problems.add("output was lost or made up: expected " + expectedLines + ", logged " + lines);
        }
        Invariants.check(this, problems);
        return problems;
    }

    void runTasks() {
        time.runTasks();
    }

    void logged(OutputLine line) {
        lines.add(line.text());
    }

    void transitioned(ChildTransition transition) {
        if (transition.to() instanceof ChildState.Starting
                && !(transition.from() instanceof ChildState.Starting)
                && isUnasked(transition)) {
            problems.add("a start while it is wanted down: " + transition);
        }
    }

    private boolean isUnasked(ChildTransition transition) {
        Program program = programs.stream()
                .filter(one -> one.name().equals(transition.program()))
                .findFirst()
                .orElseThrow();
        boolean asked = move.filter(made -> made.kind() == Move.Kind.START
                        && programs.get(made.child()).equals(program))
                .isPresent();
        return !asked && face.wanted(program) == Wanted.DOWN;
    }

    private boolean happen(Move.Kind kind, Program program) {
        return switch (kind) {
            case SPAWN_SUCCEEDS ->
                with(program, ExploredProcess::isOrdered, process -> process.spawn(processes.size()));
            case SPAWN_FAILS -> with(program, ExploredProcess::isOrdered, ExploredProcess::fail);
            case EXITS_CLEANLY -> exits(program, ExitStatus.exited(0), false);
            case EXITS_WITH_FAILURE -> exits(program, ExitStatus.exited(1), false);
            case ENDS_BY_SIGNAL -> exits(program, ExitStatus.signaled(Signal.KILL), false);
            case EXITS_WHILE_ITS_OUTPUT_IS_HELD ->
                of(program).noneMatch(World::isHeld) && exits(program, ExitStatus.exited(0), true);
            case HELD_OUTPUT_ENDS -> with(program, World::isHeld, this::endOutput);
            case WRITES_A_LINE -> with(program, ExploredProcess::isOutputOpen, process -> write(process, true));
            case WRITES_HALF_A_LINE ->
                with(
                        program,
                        process -> process.isOutputOpen() && !process.hasHalfLine(),
                        process -> write(process, false));
            case SIGNALS_ARE_REFUSED_FROM_NOW_ON ->
                with(program, process -> process.isAlive() && !process.isRefusing(), ExploredProcess::refuseSignals);
            case OLD_RUN_IS_REPORTED_AGAIN -> with(program, ExploredProcess::isDead, this::reportAgain);
            default -> throw new IllegalArgumentException(kind + " does not happen, it is done");
        };
    }

    private boolean exits(Program program, ExitStatus status, boolean held) {
        return with(program, ExploredProcess::isAlive, process -> {
            if (!held && process.hasHalfLine()) {
                expectedLines.add(HALF);
            }
            process.exit(status, held);
        });
    }

    private void endOutput(ExploredProcess process) {
        if (process.hasHalfLine()) {
            expectedLines.add(HALF);
        }
        process.endOutput();
    }

    private void write(ExploredProcess process, boolean lineEnds) {
        if (lineEnds) {
            expectedLines.add(process.hasHalfLine() ? HALF + LINE : LINE);
            process.write(LINE + "\n", true);
        } else {
            process.write(HALF, false);
        }
    }

    private void reportAgain(ExploredProcess process) {
        String before = fingerprint();
        int spawned = processes.size();
        process.reportAgain();
        time.runTasks();
        if (!before.equals(fingerprint()) || spawned != processes.size()) {
            problems.add("an event of an older run changed something");
        }
    }

    /** Up to the next timer, or to the moment at which a run has lived long, whichever comes first. */
    private boolean letTimePass() {
        if (processes.stream().anyMatch(ExploredProcess::isDoomed)) {
            return false;
        }
        MonotonicTime now = time.now();
        Duration threshold = face.policy().backoff().threshold();
        Optional<MonotonicTime> next = Stream.concat(
                        time.nextDeadline().stream(),
                        face.children().stream()
                                .flatMap(child -> child.life().state().liveRun().stream())
                                .map(run -> run.startedAt().plus(threshold))
                                .filter(now::isBefore))
                .min(MonotonicTime::compareTo);
        next.ifPresent(moment -> time.advance(moment.since(now)));
        return next.isPresent();
    }

    private boolean with(Program program, Predicate<ExploredProcess> which, Consumer<ExploredProcess> action) {
        Optional<ExploredProcess> process = of(program).filter(which).reduce((_, last) -> last);
        process.ifPresent(action);
        return process.isPresent();
    }

    Stream<ExploredProcess> of(Program program) {
        return processes.stream().filter(process -> process.program().name().equals(program.name()));
    }

    private static boolean isHeld(ExploredProcess process) {
        return process.isDead() && process.isOutputOpen();
    }

    /** All that can make a difference for what comes: equal worlds need to be looked at once only. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        MonotonicTime now = time.now();
        for (ChildView child : face.children()) {
            text.append(child.program().name()).append(child.registered() ? '+' : '-');
            text.append(child.life().wanted()).append(child.life().nextDelay().toNanos());
            append(text, child.life().state(), now);
        }
        for (Program program : programs) {
            text.append('|').append(face.wanted(program));
            text.append(of(program).anyMatch(ExploredProcess::isDead));
            of(program)
                    .filter(process -> process.isLiveRun() || process.isOutputOpen())
                    .forEach(process -> text.append(process.fingerprint()).append(','));
        }
        return text.toString();
    }

    private void append(StringBuilder text, ChildState state, MonotonicTime now) {
        text.append(state.getClass().getSimpleName());
        state.deadline()
                .ifPresent(when -> text.append('@').append(when.since(now).toNanos()));
        state.liveRun().ifPresent(run -> {
            Duration age = now.since(run.startedAt());
            Duration threshold = face.policy().backoff().threshold();
            text.append('a').append(age.compareTo(threshold) >= 0 ? "long" : Long.toString(age.toNanos()));
        });
        switch (state) {
            case ChildState.Aborting(var _, var force, var sequel) ->
                text.append(force).append(sequel);
            case ChildState.BeingEnded ending -> text.append(ending.sequel());
            case ChildState.Concluding(var _, var _, var _, var _, var sequel) -> text.append(sequel);
            case ChildState.Stopped _,
                    ChildState.Waiting _,
                    ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Launching _,
                    ChildState.Running _,
                    ChildState.BackingOff _,
                    ChildState.Exited _,
                    ChildState.Failed _ -> {}
        }
    }

    @Override
    public MonotonicTime now() {
        return time.now();
    }

    @Override
    public Timer schedule(MonotonicTime when, Runnable task) {
        return time.schedule(when, task);
    }

    @Override
    public void execute(Runnable task) {
        time.execute(task);
    }

    @Override
    public void afterOutput(Runnable task) {
        time.afterOutput(task);
    }

    @Override
    public Instant wallTime() {
        return time.wallTime();
    }

    @Override
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        throw new IllegalStateException("there is no answer to a probe of " + target);
    }

    @Override
    public ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        ExploredProcess process = new ExploredProcess(program, listener, output);
        processes.add(process);
        return process;
    }
}
