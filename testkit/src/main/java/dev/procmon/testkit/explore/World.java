// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
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
import java.util.stream.Stream;

/** A monitor, its processes and its clock, to which moves are made one by one; and what was wrong after any of them. */
final class World implements Reactor {

    /** More runs of one program are not begun by replacing it, or the worlds would never end. */
    private static final int LIVE_RUNS_MAX = 3;

    private final VirtualReactor time = new VirtualReactor();
    private final List<Program> programs;
    private final List<ExploredProcess> processes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Setup setup;
    private final Expectations expectations;
    private final Happenings happenings;
    private final Face face;
    private Optional<Move> move = Optional.empty();

    World(List<Program> programs, Setup setup, Function<World, Face> face) {
        this.programs = programs;
        this.setup = setup;
        this.expectations = new Expectations(this, programs, setup);
        this.happenings = new Happenings(this, setup);
        this.face = face.apply(this);
        if (setup.related() != Setup.Related.ALONE) {
            // What matters begins when all are there.
            programs.forEach(program -> this.face.perform(Move.Kind.ADD, program));
        }
    }

    /** Return the moves by which every child is started. */
    List<Move> starts() {
        List<Move> starts = new ArrayList<>();
        for (Move.Kind kind : List.of(Move.Kind.ADD, Move.Kind.START)) {
            for (int i = 0; i < programs.size(); i++) {
                starts.add(new Move(kind, i));
            }
        }
        return starts;
    }

    boolean hasHooks() {
        return setup.makes(Move.Kind.HOOK_SUCCEEDS);
    }

    boolean replaces() {
        return setup.makes(Move.Kind.REPLACE);
    }

    boolean isReady(Program program) {
        return of(program).anyMatch(ExploredProcess::isReady);
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
        expectations.moving(next);
        Program program = programs.get(next.child());
        boolean made =
                switch (next.kind()) {
                    case ADD, REMOVE, START, STOP, RESTART, KILL, SERVICE_UP, SERVICE_DOWN, RESTART_ALL, UPDATE ->
                        face.perform(next.kind(), program);
                    case REPLACE ->
                        of(program).filter(ExploredProcess::isLiveRun).count() < LIVE_RUNS_MAX
                                && face.perform(next.kind(), program);
                    case TIME_PASSES -> letTimePass();
                    default -> happenings.happen(next.kind(), program);
                };
        time.runTasks();
        return made;
    }

    /** Return what the moves so far have broken. */
    List<String> problems() {
        if (!lines.equals(happenings.expectedLines())) {
            problems.add("output was lost or made up: expected " + happenings.expectedLines() + ", logged " + lines);
        }
        problems.addAll(expectations.problems());
        Invariants.check(this, problems);
        return problems;
    }

    /** Let everything that is under way succeed. Return false where nothing is. */
    boolean letAllSucceed() {
        return happenings.letAllSucceed();
    }

    void wrong(String what) {
        problems.add(what);
    }

    void runTasks() {
        time.runTasks();
    }

    void logged(OutputLine line) {
        lines.add(line.text());
    }

    void transitioned(ChildTransition transition) {
        expectations.transitioned(transition);
        if (transition.to() instanceof ChildState.Starting
                && !(transition.from() instanceof ChildState.Starting)
                && isUnasked(transition)) {
            problems.add("a start while it is wanted down: " + transition);
        }
    }

    private boolean isUnasked(ChildTransition transition) {
        Program program = programNamed(transition.program()).orElseThrow();
        boolean asked = move.filter(made -> made.kind() == Move.Kind.START
                        && programs.get(made.child()).equals(program))
                .isPresent();
        return !asked && transition.role() == Role.HOLDER && face.wanted(program) == Wanted.DOWN;
    }

    /** Up to the next timer, or to the moment at which a run has lived long, whichever comes first. */
    boolean letTimePass() {
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

    /** The processes of the program itself, without its hooks. */
    Stream<ExploredProcess> of(Program program) {
        return of(program.name());
    }

    /** The processes of the program of a name, without its hooks. */
    Stream<ExploredProcess> of(ProgramName name) {
        return processes.stream()
                .filter(process -> !process.isHook())
                .filter(process -> process.program().name().equals(name));
    }

    /** The hooks of the program that are under way. */
    Stream<ExploredProcess> hooksOf(Program program) {
        return processes.stream()
                .filter(process -> process.isHook() && process.isLiveRun())
                .filter(process -> process.program().name().equals(program.name()));
    }

    /** All that can make a difference for what comes: equal worlds need to be looked at once only. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        MonotonicTime now = time.now();
        for (ChildView child : face.children()) {
            text.append(child.program().name()).append(child.role().name().charAt(0));
            text.append(child.ready() ? 'y' : 'n')
                    .append(child.toEnd() ? 'e' : '.')
                    .append(child.holds());
            text.append(child.life().wanted()).append(child.life().nextDelay().toNanos());
            append(text, child.life().state(), now);
        }
        for (Program program : programs) {
            text.append('|').append(face.wanted(program));
            text.append(face.registered(program).equals(program) ? ' ' : 'u');
            text.append(of(program).anyMatch(ExploredProcess::isDead));
            of(program)
                    .filter(process -> process.isLiveRun() || process.isOutputOpen())
                    .forEach(process -> text.append(process.fingerprint())
                            .append(process.program().equals(face.registered(program)) ? ' ' : 'u')
                            .append(','));
            hooksOf(program).forEach(hook -> text.append('h').append(hook.fingerprint()));
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
        programNamed(program.name()).ifPresent(expectations::spawning);
        checkWhatIsSpawned(program);
        ExploredProcess process = new ExploredProcess(program, listener, output, expectations::signalling);
        processes.add(process);
        return process;
    }

    @Override
    public void release(Program program) {
        boolean lives =
                of(program).filter(process -> process.program().equals(program)).anyMatch(ExploredProcess::isLiveRun);
        if (lives) {
            problems.add("what is kept for a program is given up while it runs: " + program);
        }
    }

    private void checkWhatIsSpawned(Program program) {
        boolean isProgram = !program.command().executable().equals(Setup.HOOK);
        Optional<Program> registered = programNamed(program.name()).map(face::registered);
        if (setup.makes(Move.Kind.UPDATE) && isProgram && !registered.equals(Optional.of(program))) {
            problems.add(program + " is spawned, and registered is " + registered);
        }
    }

    private Optional<Program> programNamed(ProgramName name) {
        return programs.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
