// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a child stands when an event comes, as one point of everything that a decision may depend on. It is always 100 s;
 * the present run, or else the last, is number 7; states with a deadline have it at 103 s.
 *
 * @param state what the child is doing
 * @param wanted what is wanted of it
 * @param sequel what follows an end that was asked for; without meaning in states that have none
 * @param force the first signal; without meaning in states that have none
 * @param requests what requests do to the back-off
 * @param restart after which endings it is started again
 * @param age how long its run has lived
 * @param nextDelay the delay that comes next; the row begins with 1 s
 */
record Situation(
        Class<? extends ChildState> state,
        Wanted wanted,
        Sequel sequel,
        Force force,
        Requests requests,
        RestartPolicy restart,
        Age age,
        Duration nextDelay) {

    enum Age {
        EARLY,
        LONG
    }

    static final MonotonicTime NOW = seconds(100);
    static final MonotonicTime DEADLINE = seconds(103);
    static final Duration GRACE = Duration.ofSeconds(10);
    static final long PID = 42;
    static final long SEED = 0x5EED;
    static final Duration MIN = Duration.ofSeconds(1);
    static final Duration GROWN = Duration.ofSeconds(4);

    private static final Backoff BACKOFF = new Backoff(MIN, Duration.ofSeconds(60), 2, 0, Duration.ofSeconds(10));

    /** Return the plainest situation of a state: what is wanted fits it, the run is young, the policy always restarts. */
    static Situation in(Class<? extends ChildState> state) {
        return new Situation(
                state,
                state == ChildState.Stopped.class ? Wanted.DOWN : Wanted.UP,
                Sequel.JUDGE,
                Force.STOP_SIGNAL,
                Requests.FREE,
                RestartPolicy.ALWAYS,
                Age.EARLY,
                GROWN);
    }

    static MonotonicTime seconds(long seconds) {
        return MonotonicTime.ORIGIN.plus(Duration.ofSeconds(seconds));
    }

    /** Return all states, in the order in which they are declared. */
    static List<Class<? extends ChildState>> states() {
        List<Class<? extends ChildState>> states = new ArrayList<>();
        leaves(ChildState.class).forEach(state -> states.add(state.asSubclass(ChildState.class)));
        return states;
    }

    /** Return all events, in the order in which they are declared. */
    static List<Class<? extends ChildEvent>> events() {
        List<Class<? extends ChildEvent>> events = new ArrayList<>();
        leaves(ChildEvent.class).forEach(event -> events.add(event.asSubclass(ChildEvent.class)));
        return events;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Situation::leaves) : Stream.of(type);
    }

    Situation wanting(Wanted other) {
        return new Situation(state, other, sequel, force, requests, restart, age, nextDelay);
    }

    Situation followedBy(Sequel other) {
        return new Situation(state, wanted, other, force, requests, restart, age, nextDelay);
    }

    Situation forcedBy(Force other) {
        return new Situation(state, wanted, sequel, other, requests, restart, age, nextDelay);
    }

    Situation with(Requests other) {
        return new Situation(state, wanted, sequel, force, other, restart, age, nextDelay);
    }

    Situation with(RestartPolicy other) {
        return new Situation(state, wanted, sequel, force, requests, other, age, nextDelay);
    }

    Situation aged(Age other) {
        return new Situation(state, wanted, sequel, force, requests, restart, other, nextDelay);
    }

    Situation delayedBy(Duration other) {
        return new Situation(state, wanted, sequel, force, requests, restart, age, other);
    }

    Policy policy() {
        return new Policy(restart, BACKOFF, new StopPlan(Signal.TERM, GRACE), requests);
    }

    Life life() {
        return new Life(wanted, childState(), nextDelay, Optional.of(run()), SEED);
    }

    Run run() {
        return new Run(
                7,
                switch (age) {
                    case EARLY -> seconds(95);
                    case LONG -> seconds(80);
                });
    }

    Step on(ChildEvent event) {
        return Lifecycle.step(life(), event, NOW, policy());
    }

    private ChildState childState() {
        return Stream.of(
                        new ChildState.Stopped(),
                        new ChildState.Waiting(),
                        new ChildState.Starting(run()),
                        new ChildState.Running(run(), PID),
                        new ChildState.Aborting(run(), force, sequel),
                        new ChildState.Terminating(run(), PID, DEADLINE, sequel),
                        new ChildState.Killing(run(), PID, sequel),
                        new ChildState.KillRefused(run(), PID, DEADLINE, sequel),
                        new ChildState.BackingOff(DEADLINE, ExitStatus.exited(1)),
                        new ChildState.Exited(ExitStatus.exited(0)))
                .filter(state::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no situation for the state " + state.getSimpleName()));
    }
}
