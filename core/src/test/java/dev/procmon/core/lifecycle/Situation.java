// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Command;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a child stands when an event comes, as one point of everything that a decision may depend on: its state, and what is
 * not as plain as can be. It is always 100 s; the present run, or else the last, is number 7; states with a deadline have it
 * at 103 s.
 *
 * @param state what the child is doing
 * @param given what is not plain
 */
record Situation(Class<? extends ChildState> state, Set<Given> given) {

    static final MonotonicTime NOW = seconds(100);
    static final MonotonicTime DEADLINE = seconds(103);
    static final Duration GRACE = Duration.ofSeconds(10);
    static final Duration READY_WITHIN = Duration.ofSeconds(30);
    static final Duration EXTEND_MAX = Duration.ofSeconds(20);
    static final Duration RUN_TIME_MAX = Duration.ofSeconds(9);
    static final long PID = 42;
    static final long SEED = 0x5EED;
    static final Duration MIN = Duration.ofSeconds(1);
    static final Duration GROWN = Duration.ofSeconds(4);
    static final SpawnFailure FAILURE = new SpawnFailure("ENOENT", "no such file: /nope");

    private static final Duration DELAY_MAX = Duration.ofSeconds(60);
    private static final Duration THRESHOLD = Duration.ofSeconds(10);
    private static final Hook HOOK = new Hook(new Command(List.of("/bin/true")), Duration.ofSeconds(1));
    private static final GiveUp GIVE_UP =
            new GiveUp(new RestartIntensity(3, Duration.ofSeconds(60)), new GiveUp.StayFailed());

    /** One object, for schedules that are the same to the eye are not equal. */
    private static final JobPolicy JOB =
            new JobPolicy(_ -> Optional.empty(), JobPolicy.Overlap.SKIP, JobPolicy.Missed.SKIP);

    /** Return the plainest situation of a state: what is wanted fits it, the run is young, the policy always restarts. */
    static Situation in(Class<? extends ChildState> state) {
        return new Situation(state, EnumSet.noneOf(Given.class));
    }

    static MonotonicTime seconds(long seconds) {
        return MonotonicTime.ORIGIN.plus(Duration.ofSeconds(seconds));
    }

    /** Return all states, in the order in which they are declared. */
    static List<Class<? extends ChildState>> states() {
        List<Class<? extends ChildState>> states = new ArrayList<>();
        leaves(ChildState.class).distinct().forEach(state -> states.add(state.asSubclass(ChildState.class)));
        return states;
    }

    /** Return all events, in the order in which they are declared. */
    static List<Class<? extends ChildEvent>> events() {
        List<Class<? extends ChildEvent>> events = new ArrayList<>();
        leaves(ChildEvent.class).distinct().forEach(event -> events.add(event.asSubclass(ChildEvent.class)));
        return events;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Situation::leaves) : Stream.of(type);
    }

    Situation with(Set<Given> more) {
        Set<Given> all = EnumSet.noneOf(Given.class);
        all.addAll(given);
        all.addAll(more);
        return new Situation(state, all);
    }

    boolean has(Given what) {
        return given.contains(what);
    }

    Step on(ChildEvent event) {
        return Lifecycle.step(life(), event, NOW, terms());
    }

    Terms terms() {
        return new Terms(
                policy(),
                has(Given.GATE_WAIT)
                        ? Admission.MUST_WAIT
                        : has(Given.GATE_DOWN) ? Admission.DEPENDENCY_DOWN : Admission.MAY_START);
    }

    Policy policy() {
        Duration first = has(Given.FIRST_AT_ONCE) ? Duration.ZERO : MIN;
        StopPlan stop = new StopPlan(
                Signal.TERM,
                has(Given.TO_LEADER) ? Reach.LEADER : Reach.TREE,
                GRACE,
                has(Given.KILL_ONCE) ? Optional.empty() : Optional.of(StopPlan.INSIST));
        return new Policy(
                restart(),
                new Backoff(first, MIN, DELAY_MAX, 2, 0, THRESHOLD),
                has(Given.GIVE_UP) || has(Given.EXHAUSTED) ? Optional.of(GIVE_UP) : Optional.empty(),
                stop,
                hooks(),
                health(),
                has(Given.JOB) ? Optional.of(JOB) : Optional.empty(),
                has(Given.BOUNDED) ? Optional.of(RUN_TIME_MAX) : Optional.empty(),
                requests());
    }

    Life life() {
        List<MonotonicTime> restarts =
                has(Given.EXHAUSTED) ? List.of(seconds(70), seconds(80), seconds(90)) : List.of();
        Outcome last = new Outcome(ExitStatus.exited(1), false, seconds(75));
        return new Life(wanted(), childState(), nextDelay(), restarts, Optional.of(run()), Optional.of(last), SEED);
    }

    Wanted wanted() {
        boolean down = has(Given.DOWN) || (state == ChildState.Stopped.class && !has(Given.UP));
        return down ? Wanted.DOWN : Wanted.UP;
    }

    Sequel sequel() {
        return has(Given.AGAIN) ? Sequel.START_AGAIN : has(Given.ABANDONED) ? Sequel.STAY_FAILED : Sequel.JUDGE;
    }

    Requests requests() {
        return has(Given.CHARGED) ? Requests.CHARGED : Requests.FREE;
    }

    RestartPolicy restart() {
        if (has(Given.NOT_AFTER_77)) {
            return new RestartPolicy(Mode.ALWAYS, Set.of(0), Set.of(77));
        }
        return RestartPolicy.of(has(Given.ON_FAILURE) ? Mode.ON_FAILURE : has(Given.NEVER) ? Mode.NEVER : Mode.ALWAYS);
    }

    Duration nextDelay() {
        return has(Given.FIRST_AT_ONCE) ? Duration.ZERO : has(Given.FIRST_DELAY) ? MIN : GROWN;
    }

    Run run() {
        MonotonicTime startedAt = seconds(has(Given.LONG) ? 80 : 95);
        return new Run(
                7,
                startedAt,
                has(Given.READINESS) && mayBeReady()
                        ? Optional.of(startedAt.plus(Duration.ofSeconds(1)))
                        : Optional.empty(),
                has(Given.LEADER_GONE) ? Optional.of(startedAt.plus(Duration.ofSeconds(2))) : Optional.empty(),
                has(Given.EXTENDED) ? EXTEND_MAX : Duration.ZERO,
                has(Given.UNWELL));
    }

    /** How the run ended, where the state knows it. */
    Ending ending() {
        return has(Given.ENDED_1)
                ? ExitStatus.exited(1)
                : has(Given.ENDED_77)
                        ? ExitStatus.exited(77)
                        : has(Given.ENDED_TERM)
                                ? ExitStatus.signaled(Signal.TERM)
                                : has(Given.NOT_SPAWNED) ? FAILURE : ExitStatus.exited(0);
    }

    private boolean mayBeReady() {
        return state != ChildState.Preparing.class
                && state != ChildState.Starting.class
                && state != ChildState.Launching.class
                && state != ChildState.Aborting.class;
    }

    private HealthPolicy health() {
        boolean readiness = has(Given.READINESS) || has(Given.NEVER_READY) || state == ChildState.Launching.class;
        return new HealthPolicy(
                Optional.empty(),
                readiness,
                READY_WITHIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EXTEND_MAX);
    }

    /** Those that are given, and the one without which there would be no such state. */
    private Hooks hooks() {
        Map<Hook.Point, Hook> hooks = new EnumMap<>(Hook.Point.class);
        for (Hook.Point point : Hook.Point.values()) {
            if (has(Given.valueOf(point.name()))) {
                hooks.put(point, HOOK);
            }
        }
        childState().hook().ifPresent(point -> hooks.put(point, HOOK));
        return new Hooks(hooks);
    }

    private ChildState childState() {
        Force force = has(Given.BY_KILL) ? Force.KILL : Force.STOP_SIGNAL;
        Optional<MonotonicTime> bound = Optional.of(DEADLINE);
        Hook.Point asking = has(Given.AT_COMMAND) ? Hook.Point.STOP_COMMAND : Hook.Point.PRE_STOP;
        return Stream.of(
                        new ChildState.Stopped(),
                        new ChildState.Waiting(),
                        new ChildState.Preparing(run()),
                        new ChildState.Starting(run()),
                        new ChildState.Launching(run(), PID, DEADLINE),
                        new ChildState.Running(run(), PID, has(Given.BOUNDED) ? bound : Optional.empty()),
                        new ChildState.Aborting(run(), force, sequel()),
                        new ChildState.Asking(run(), PID, asking, DEADLINE, sequel()),
                        new ChildState.Terminating(run(), PID, DEADLINE, sequel()),
                        new ChildState.Killing(run(), PID, has(Given.KILL_ONCE) ? Optional.empty() : bound, sequel()),
                        new ChildState.KillRefused(run(), PID, DEADLINE, sequel()),
                        new ChildState.Concluding(
                                run(),
                                ending(),
                                run().leaderGoneAt().orElse(seconds(99)),
                                !has(Given.BY_ITSELF),
                                sequel()),
                        new ChildState.BackingOff(DEADLINE, ExitStatus.exited(1)),
                        new ChildState.Exited(ExitStatus.exited(0)),
                        new ChildState.Failed(Optional.of(ExitStatus.exited(1))))
                .filter(state::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no situation for the state " + state.getSimpleName()));
    }
}
