// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.health.Health;
import dev.procmon.core.health.HealthEffect;
import dev.procmon.core.health.HealthEvent;
import dev.procmon.core.health.HealthEvent.Which;
import dev.procmon.core.health.HealthStep;
import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.core.reactor.Probe;
import dev.procmon.core.reactor.ProbeResult;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.reactor.Timer;
import dev.procmon.core.time.MonotonicTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks after the health of one run: feeds events to {@link Health#step}, begins and ends the looks of its probes, and tells
 * what has been found out. Where a deadline is noticed late, or the host has slept, nobody could look, and no verdict is
 * passed on that time. On the reactor thread.
 */
final class HealthWatch {

    private final Engine engine;
    private final Reactor reactor;
    private final Child child;
    private final Run run;
    private final HealthPolicy policy;
    private final Map<Which, Probe> looks = new EnumMap<>(Which.class);
    private Optional<Health> health = Optional.empty();
    private Optional<Timer> timer = Optional.empty();
    private Duration asleepBefore;
    private boolean wasReady;
    private boolean closed;

    HealthWatch(Engine engine, Child child, Run run, Policy policy) {
        this.engine = engine;
        this.reactor = engine.reactor;
        this.child = child;
        this.run = run;
        this.policy = policy.health();
        this.asleepBefore = reactor.timeAsleep();
    }

    /** Tell whether there is anything to look after. */
    static boolean isNeeded(Policy policy) {
        HealthPolicy health = policy.health();
        return health.hasReadiness()
                || health.live().isPresent()
                || health.watchdog().isPresent()
                || health.memory().isPresent();
    }

    void begin() {
        take(Health.begin(policy, reactor.now()));
    }

    boolean isReady() {
        return health.isPresent() && health.get().isReady();
    }

    /** Return what is known so far. */
    Optional<Health> health() {
        return health;
    }

    void lineSeen() {
        step(new HealthEvent.LineSeen());
    }

    /** Take an event. What comes after the end is of no interest. */
    void step(HealthEvent event) {
        if (!closed && health.isPresent()) {
            take(health.get().step(event, reactor.now()));
        }
    }

    /** End all looks. */
    void close() {
        closed = true;
        timer.ifPresent(Timer::cancel);
        looks.values().forEach(Probe::cancel);
        looks.clear();
    }

    private void take(HealthStep step) {
        health = Optional.of(step.next());
        for (HealthEffect effect : step.effects()) {
            if (!closed) {
                perform(effect);
            }
        }
        if (!closed) {
            timer.ifPresent(Timer::cancel);
            timer = step.next().deadline().map(when -> reactor.schedule(when, () -> due(when)));
        }
    }

    private void due(MonotonicTime when) {
        timer = Optional.empty();
        Duration asleep = reactor.timeAsleep();
        boolean slept = asleep.minus(asleepBefore).compareTo(Holdings.HELD_UP) > 0;
        boolean heldUp = reactor.now().since(when).compareTo(Holdings.HELD_UP) > 0;
        asleepBefore = asleep;
        step(slept || heldUp ? new HealthEvent.Paused() : new HealthEvent.DeadlineReached());
    }

    private void perform(HealthEffect effect) {
        switch (effect) {
            case HealthEffect.BeginLook(var which, var look) -> looks.put(which, look(which, look));
            case HealthEffect.EndLook(var which) ->
                Optional.ofNullable(looks.remove(which)).ifPresent(Probe::cancel);
            case HealthEffect.Sample() -> {
                OptionalLong bytes =
                        child.process.map(ChildProcess::residentMemory).orElse(OptionalLong.empty());
                reactor.execute(() -> step(new HealthEvent.Sampled(bytes)));
            }
            case HealthEffect.BecameReady() -> becameReady();
            case HealthEffect.NoLongerReady(var detail) ->
                engine.tell(new News.ReadinessChanged(child.name(), run.number(), false, detail, reactor.now()));
            case HealthEffect.FoundUnhealthy(var fault, var detail) -> {
                engine.tell(new News.Unwell(child.name(), run.number(), fault, detail, reactor.now()));
                engine.dispatch(child, new ChildEvent.Unhealthy(run.number(), fault));
            }
        }
    }

    private void becameReady() {
        if (wasReady) {
            engine.tell(new News.ReadinessChanged(child.name(), run.number(), true, "", reactor.now()));
            engine.readinessChanged(child);
        } else if (policy.hasReadiness()) {
            engine.dispatch(child, new ChildEvent.BecameReady(run.number()));
        }
        wasReady = true;
    }

    private Probe look(Which which, long look) {
        ProbePolicy probe =
                switch (which) {
                    case READY -> policy.ready().orElseThrow();
                    case LIVE -> policy.live().orElseThrow();
                };
        return switch (probe.target()) {
            case ProbeTarget.Outside target -> reactor.probe(target, result -> answered(which, look, result));
            case ProbeTarget.Exec(var command) -> {
                Program program = child.runProgram().running(command);
                Errand errand = new Errand(
                        reactor,
                        program,
                        probe.timeout(),
                        new Unread(),
                        failure -> step(new HealthEvent.Answered(which, look, failure)));
                yield errand::cancel;
            }
            case ProbeTarget.LogLine _ -> () -> {};
        };
    }

    private void answered(Which which, long look, ProbeResult result) {
        Optional<String> failure =
                switch (result) {
                    case ProbeResult.Passed() -> Optional.empty();
                    case ProbeResult.NotPassed(var detail) -> Optional.of(detail);
                };
        step(new HealthEvent.Answered(which, look, failure));
    }

    /** What a probe writes is read and forgotten, so that it neither waits nor fails for that. */
    private static final class Unread implements OutputListener {

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {}

        @Override
        public void ended(StdStream stream) {}
    }
}
