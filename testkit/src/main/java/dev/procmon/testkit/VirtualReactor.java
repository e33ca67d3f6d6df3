// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit;

import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A reactor whose time is virtual and whose processes are scripted: what takes hours happens in a moment, always in the
 * same order.
 *
 * <p>The thread that makes it is its reactor thread and its output thread, and the only one that may use it. Nothing
 * happens but while {@link #advance}, {@link #jump} or {@link #runTasks} runs, or one of the methods with which a test
 * acts upon a process. An exception that a timer or a listener throws comes out there.
 *
 * <p>Strict: a program without a script cannot be spawned, a target without an answer cannot be probed, and what takes place outside of time (a hundred thousand things at one
 * moment) is reported as what it is, a loop without delay. {@link #scriptForAllOthers} is the lax way.
 *
 * {@snippet :
 * VirtualReactor reactor = new VirtualReactor();
 * reactor.script("web", ChildScript.exitsAfter(Duration.ofMillis(500), 1));
 * ProcessMonitor monitor = new ProcessMonitor(reactor);
 * monitor.addProcess("web", List.of("web"));
 * monitor.startService();
 * reactor.advance(Duration.ofSeconds(60));
 * assert reactor.processes().size() == 6; // at 0, 1.5, 4, 8.5, 17 and 33.5 s
 * }
 */
public final class VirtualReactor implements Reactor {

    private final Timeline timeline = new Timeline();
    private final Thread owner = Thread.currentThread();
    private final Map<String, Sequence<ChildScript>> scripts = new HashMap<>();
    private final Map<ProbeTarget.Outside, Sequence<ProbeAnswer>> answers = new HashMap<>();
    private final List<VirtualProcess> processes = new ArrayList<>();
    private final List<VirtualProbe> probes = new ArrayList<>();
    private final List<Runnable> clockListeners = new ArrayList<>();
    private final List<Program> released = new ArrayList<>();
    private final Set<VirtualOutput> waiting = new LinkedHashSet<>();
    private Optional<Sequence<ChildScript>> others = Optional.empty();
    private Optional<Sequence<ProbeAnswer>> otherAnswers = Optional.empty();
    private Duration asleep = Duration.ZERO;
    private Instant wallOrigin = Instant.EPOCH;

    /** What is used first, second, and so on; the last one goes on for ever. */
    private static final class Sequence<T> {

        private final List<T> all = new ArrayList<>();
        private int used;

        Sequence(T first, List<T> others) {
            all.add(first);
            all.addAll(others);
        }

        T next() {
            return all.get(Math.min(used++, all.size() - 1));
        }
    }

    /** Make a reactor at the origin of its clock. */
    public VirtualReactor() {}

    /**
     * Say what the processes of an executable do: the first follows the first script, the second the second, and all
     * others the last. Replaces what was said of the same executable before.
     */
    public void script(String executable, ChildScript first, ChildScript... others) {
        scripts.put(executable, new Sequence<>(first, List.of(others)));
    }

    /** Say what the processes of all executables do that have no script of their own. */
    public void scriptForAllOthers(ChildScript first, ChildScript... others) {
        this.others = Optional.of(new Sequence<>(first, List.of(others)));
    }

    /**
     * Say what the probes of a target answer: the first probe gives the first answer, the second the second, and all others the
     * last. Replaces what was said of the same target before.
     */
    public void probeAnswers(ProbeTarget.Outside target, ProbeAnswer first, ProbeAnswer... others) {
        answers.put(target, new Sequence<>(first, List.of(others)));
    }

    /** Say what the probes of all targets answer of which nothing else is said. */
    public void probeAnswersForAllOthers(ProbeAnswer first, ProbeAnswer... others) {
        otherAnswers = Optional.of(new Sequence<>(first, List.of(others)));
    }

    /** Let time pass: each timer that is due runs with the clock at its own deadline. */
    public void advance(Duration time) {
        checkThread();
        timeline.advanceTo(end(time));
    }

    /**
     * Let time pass unnoticed, as it does for a process that is held up: the clock moves first, then all timers that are due
     * run, earliest first. For a host that sleeps see {@link #sleep}.
     */
    public void jump(Duration time) {
        checkThread();
        timeline.jumpTo(end(time));
    }

    /**
     * Let the host sleep: the time of day goes on and {@link #timeAsleep} grows, the monotonic clock stands still. All who wait
     * for a change of the clock are told.
     */
    public void sleep(Duration time) {
        end(time);
        checkThread();
        asleep = asleep.plus(time);
        tellOfClockChange();
    }

    /** Set the time of day, forward or back, and tell all who wait for that. The monotonic clock is not changed. */
    public void setWallTime(Instant time) {
        checkThread();
        wallOrigin = wallOrigin.plus(Duration.between(wallTime(), time));
        tellOfClockChange();
    }

    /** Run what is to happen at this moment without any timer, such as answers to spawns. */
    public void runTasks() {
        checkThread();
        timeline.runTasks();
    }

    /** Return when the next timer is due, those of scripted processes included. */
    public Optional<MonotonicTime> nextDeadline() {
        return timeline.nextDeadline();
    }

    /** Return how many timers wait, those of scripted processes included: 0 where nothing will ever happen by itself. */
    public int pendingTimers() {
        return timeline.pendingTimers();
    }

    /** Return all processes that were asked for, in order, those that could not be spawned included. */
    public List<VirtualProcess> processes() {
        return List.copyOf(processes);
    }

    /** Return the processes that live, or have left another of their tree that does. */
    public List<VirtualProcess> living() {
        return processes.stream().filter(VirtualProcess::isTreeAlive).toList();
    }

    /** Return how many probes are under way: neither answered nor cancelled. */
    public int openProbes() {
        probes.removeIf(probe -> !probe.isOpen());
        return probes.size();
    }

    /** Return the programs that were released, in order. */
    public List<Program> released() {
        return List.copyOf(released);
    }

    /** Return the process that was asked for last. */
    public VirtualProcess lastProcess() {
        return processes.getLast();
    }

    @Override
    public MonotonicTime now() {
        return timeline.now();
    }

    @Override
    public Timer schedule(MonotonicTime when, Runnable task) {
        checkThread();
        return timeline.schedule(when, task);
    }

    @Override
    public void execute(Runnable task) {
        checkThread();
        timeline.execute(task);
    }

    @Override
    public void afterOutput(Runnable task) {
        checkThread();
        timeline.execute(() -> {
            task.run();
            List.copyOf(waiting).forEach(VirtualOutput::askAgain);
        });
    }

    @Override
    public Duration timeAsleep() {
        return asleep;
    }

    /** {@inheritDoc} At the origin of the clock it is the first of January 1970, midnight in UTC. */
    @Override
    public Instant wallTime() {
        return wallOrigin.plusNanos(timeline.now().nanos()).plus(asleep);
    }

    @Override
    public void onClockChange(Runnable task) {
        checkThread();
        clockListeners.add(task);
    }

    @Override
    public void release(Program program) {
        checkThread();
        released.add(program);
    }

    @Override
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        checkThread();
        ProbeAnswer scripted = Optional.ofNullable(answers.get(target))
                .or(() -> otherAnswers)
                .orElseThrow(() -> new IllegalStateException(
                        "no answer to a probe of " + target + ": say what it finds by probeAnswers(target, ...)"))
                .next();
        VirtualProbe probe = new VirtualProbe(answer);
        probes.removeIf(each -> !each.isOpen());
        probes.add(probe);
        scripted.after().ifPresent(after -> {
            var _ = timeline.schedule(timeline.now().plus(after), () -> probe.answer(scripted.result()));
        });
        return probe;
    }

    @Override
    public ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        checkThread();
        ChildScript script = scriptOf(program);
        VirtualOutput pipe = new VirtualOutput(program.stdio(), output, waiting);
        VirtualProcess process = new VirtualProcess(timeline, processes.size() + 1L, program, script, listener, pipe);
        processes.add(process);
        if (script.spawnTime().isZero()) {
            timeline.execute(process::spawn);
        } else {
            var _ = timeline.schedule(timeline.now().plus(script.spawnTime()), process::spawn);
        }
        return process;
    }

    private ChildScript scriptOf(Program program) {
        String executable = program.command().executable();
        return Optional.ofNullable(scripts.get(executable))
                .or(() -> others)
                .orElseThrow(() -> new IllegalStateException(
                        "no script for " + executable + ": say what it does by script(\"" + executable + "\", ...)"))
                .next();
    }

    private void tellOfClockChange() {
        timeline.runTasks();
        List.copyOf(clockListeners).forEach(Runnable::run);
        timeline.runTasks();
    }

    private MonotonicTime end(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a monotonic clock is never set back");
        }
        return timeline.now().plus(time);
    }

    private void checkThread() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a virtual reactor is used by the thread that has made it, and no other");
        }
    }
}
