// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.SignalOutcome;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the states of children hold in the world: timers, hooks, processes, and the watch over health. What a new state does
 * not hold is ended, what it holds is begun; nothing outlives its state by being forgotten.
 */
final class Holdings {

    /** A deadline that is noticed so late says that nobody could look meanwhile. */
    static final Duration HELD_UP = Duration.ofSeconds(2);

    private final Engine engine;
    private final Reactor reactor;
    private final OutputTap tap;

    Holdings(Engine engine, OutputTap tap) {
        this.engine = engine;
        this.reactor = engine.reactor;
        this.tap = tap;
    }

    /** End what the state that was just assigned does not hold. */
    void release(Child child, ChildState before) {
        ChildState now = child.life.state();
        if (!holdTheSameTimer(before, now)) {
            child.timer.ifPresent(Timer::cancel);
            child.timer = Optional.empty();
        }
        if (!before.hook().equals(now.hook())) {
            child.hook.ifPresent(Errand::cancel);
            child.hook = Optional.empty();
        }
        if (child.health.isPresent() && !isWatched(now)) {
            child.health.get().close();
            child.health = Optional.empty();
        }
        if (now.livePid().isEmpty()) {
            child.sideHook.ifPresent(Errand::cancel);
            child.sideHook = Optional.empty();
        }
        if (!child.isAlive()) {
            child.process = Optional.empty();
        }
    }

    /** Begin what the state that was just assigned holds. */
    void acquire(Child child, ChildState before) {
        ChildState now = child.life.state();
        if (!holdTheSameTimer(before, now)) {
            child.timer = now.deadline().map(when -> timer(child, when, when));
        }
        if (now.hook().isPresent() && child.hook.isEmpty()) {
            Run run = now.liveRun().orElseThrow();
            child.hook = Optional.of(errand(child, run, now.hook().get()));
        }
        Policy policy = child.runPolicy();
        if (isWatched(now) && child.health.isEmpty() && HealthWatch.isNeeded(policy)) {
            HealthWatch watch = new HealthWatch(engine, child, now.liveRun().orElseThrow(), policy);
            child.health = Optional.of(watch);
            watch.begin();
        }
    }

    /**
     * A run is over. The hook that has ended it may finish what it does, within its time: a stop command often ends a little
     * after the program, and the next run must not begin meanwhile.
     */
    void exited(Child child, ChildEvent.ProcessExited exit) {
        boolean hookRuns = child.runNumber() == exit.run()
                && child.life.state() instanceof ChildState.Asking
                && child.hook.isPresent();
        if (hookRuns) {
            child.lateExit = Optional.of(exit);
            child.process = Optional.empty();
            engine.dispatch(child, new ChildEvent.LeaderExited(exit.run(), exit.status()));
        } else {
            engine.dispatch(child, exit);
        }
    }

    private void tellLateExit(Child child) {
        Optional<ChildEvent.ProcessExited> exit = child.lateExit;
        if (exit.isPresent() && !(child.life.state() instanceof ChildState.Asking)) {
            child.lateExit = Optional.empty();
            engine.dispatch(child, exit.get());
        }
    }

    void spawn(Child child, Run run) {
        Program program = child.runProgram();
        OutputListener output = tap.open(program, run.number());
        Optional<ProbeTarget.LogLine> line = child.runPolicy()
                .health()
                .ready()
                .flatMap(probe ->
                        probe.target() instanceof ProbeTarget.LogLine wanted ? Optional.of(wanted) : Optional.empty());
        if (line.isPresent()) {
            Runnable seen = () -> reactor.execute(() -> lineSeen(child, run));
            output = new LineWatch(output, line.get().pattern(), seen);
        }
        child.spawned = Optional.of(program);
        child.process = Optional.of(reactor.spawn(program, new RunListener(engine, child, run), output));
    }

    void signal(Child child, Run run, Signal signal, Reach reach) {
        if (child.process.isPresent()
                && child.process.get().signal(signal, reach) instanceof SignalOutcome.Refused(var errno)) {
            engine.dispatch(child, new ChildEvent.SignalRefused(run.number(), signal, errno));
        }
    }

    void runBeside(Child child, Run run, Hook.Point point) {
        child.sideHook = Optional.of(errand(child, run, point));
    }

    private static boolean isWatched(ChildState state) {
        return state instanceof ChildState.Launching || state instanceof ChildState.Running;
    }

    /** A timer belongs to its state: another kind of state has another timer, even where it is due at the same moment. */
    private static boolean holdTheSameTimer(ChildState before, ChildState after) {
        return before.getClass() == after.getClass() && before.deadline().equals(after.deadline());
    }

    private Timer timer(Child child, MonotonicTime deadline, MonotonicTime when) {
        return reactor.schedule(when, () -> deadlineReached(child, deadline, when));
    }

    private void deadlineReached(Child child, MonotonicTime deadline, MonotonicTime due) {
        child.timer = Optional.empty();
        MonotonicTime now = reactor.now();
        boolean heldUp = now.since(due).compareTo(HELD_UP) > 0;
        if (heldUp && child.life.state() instanceof ChildState.Launching) {
            // It could not be seen whether it was ready: it gets its time once more, apart from what it may ask for
            // itself.
            Duration again = child.runPolicy().health().readyWithin();
            child.timer = Optional.of(timer(child, deadline, now.plus(again)));
        } else {
            engine.dispatch(child, new ChildEvent.DeadlineReached());
        }
    }

    private void lineSeen(Child child, Run run) {
        if (child.runNumber() == run.number()) {
            child.health.ifPresent(HealthWatch::lineSeen);
        }
    }

    private Errand errand(Child child, Run run, Hook.Point point) {
        Hook hook = child.policy.get().hooks().at(point).orElseThrow();
        Program program = child.runProgram().running(hook.command());
        Program told = program.withEnvironment(program.environment().with(variables(child, run, point)));
        return new Errand(reactor, told, hook.timeout(), tap.open(told, run.number()), failure -> {
            // Of one before the start the failed spawn tells; one that was ended with its run has not failed.
            boolean isMissed = child.runNumber() == run.number() && point != Hook.Point.PRE_START;
            if (failure.isPresent() && isMissed) {
                engine.tell(new News.HookFailed(child.name(), run.number(), point, failure.get(), reactor.now()));
            }
            engine.dispatch(child, new ChildEvent.HookEnded(run.number(), point, failure));
            tellLateExit(child);
        });
    }

    private static Map<String, String> variables(Child child, Run run, Hook.Point point) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PROCMON_PROGRAM", child.name().value());
        variables.put("PROCMON_RUN", Long.toString(run.number()));
        variables.put("PROCMON_HOOK", point.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        OptionalLong pid = child.life.state().livePid();
        if (pid.isPresent()) {
            variables.put("MAINPID", Long.toString(pid.getAsLong()));
        }
        if (child.life.state() instanceof ChildState.Concluding concluding) {
            variables.put("PROCMON_ENDING", concluding.ending().describe());
        }
        return variables;
    }
}
