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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A reactor whose time is virtual and whose processes are scripted: what takes hours happens in a moment, always in the
 * same order.
 *
 * <p>The thread that makes it is its reactor thread and its output thread, and the only one that may use it. Nothing
 * happens but while {@link #advance}, {@link #jump} or {@link #runTasks} runs, or one of the methods with which a test
 * acts upon a process. An exception that a timer or a listener throws comes out there.
 *
 * <p>Strict: a program without a script cannot be spawned, and what takes place outside of time (a hundred thousand things at one
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
    private final Map<String, Script> scripts = new HashMap<>();
    private final List<VirtualProcess> processes = new ArrayList<>();
    private Optional<Script> others = Optional.empty();

    /** The scripts of the first, second, ... process of an executable; the last one goes on for ever. */
    private static final class Script {

        private final List<ChildScript> scripts;
        private int used;

        Script(List<ChildScript> scripts) {
            this.scripts = scripts;
        }

        ChildScript next() {
            return scripts.get(Math.min(used++, scripts.size() - 1));
        }
    }

    /** Make a reactor at the origin of its clock. */
    public VirtualReactor() {}

    /**
     * Say what the processes of an executable do: the first follows the first script, the second the second, and all
     * others the last. Replaces what was said of the same executable before.
     */
    public void script(String executable, ChildScript first, ChildScript... others) {
        scripts.put(executable, of(first, others));
    }

    /** Say what the processes of all executables do that have no script of their own. */
    public void scriptForAllOthers(ChildScript first, ChildScript... others) {
        this.others = Optional.of(of(first, others));
    }

    private static Script of(ChildScript first, ChildScript... others) {
        List<ChildScript> all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(others));
        return new Script(all);
    }

    /** Let time pass: each timer that is due runs with the clock at its own deadline. */
    public void advance(Duration time) {
        checkThread();
        timeline.advanceTo(end(time));
    }

    /**
     * Let time pass unnoticed, as it does for a machine that sleeps: the clock moves first, then all timers that are due
     * run, earliest first.
     */
    public void jump(Duration time) {
        checkThread();
        timeline.jumpTo(end(time));
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

    /** Return the processes that live. */
    public List<VirtualProcess> living() {
        return processes.stream().filter(VirtualProcess::isAlive).toList();
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
        timeline.execute(task);
    }

    @Override
    public Instant wallTime() {
        return Instant.EPOCH.plusNanos(timeline.now().nanos());
    }

    @Override
    public Probe probe(ProbeTarget.Outside target, Consumer<ProbeResult> answer) {
        throw new IllegalStateException("there is no answer to a probe of " + target);
    }

    @Override
    public ChildProcess spawn(Program program, ProcessListener listener, OutputListener output) {
        checkThread();
        ChildScript script = scriptOf(program);
        VirtualProcess process = new VirtualProcess(timeline, processes.size() + 1L, program, script, listener, output);
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
        Script script = scripts.get(executable);
        return Optional.ofNullable(script)
                .or(() -> others)
                .orElseThrow(() -> new IllegalStateException(
                        "no script for " + executable + ": say what it does by script(\"" + executable + "\", ...)"))
                .next();
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
