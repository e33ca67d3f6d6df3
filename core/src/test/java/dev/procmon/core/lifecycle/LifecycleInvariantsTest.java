// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for a way to break {@link LifecycleInvariants}: by trying everything for a while, and by chance for longer. */
final class LifecycleInvariantsTest {

    private static final int STEPS = 15_000;
    private static final int LENGTH = 6;
    private static final int POLICIES = 60;

    static Stream<Policy> policies() {
        return Stream.of(Policy.SEED, Policy.STANDARD).flatMap(profile -> Stream.of(RestartPolicy.Mode.values())
                .map(mode -> profile.restarting(RestartPolicy.of(mode))));
    }

    static Stream<Policy> fullPolicies() {
        Random random = new Random(4);
        return Stream.generate(() -> RandomPolicies.full(random)).limit(3);
    }

    static Stream<Policy> randomPolicies() {
        Random random = new Random(20_260_101);
        return Stream.generate(() -> RandomPolicies.any(random)).limit(POLICIES);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everySequenceOfSixEventsKeepsTheInvariants(Policy policy) {
        assertThat(explore(policy, LENGTH)).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @MethodSource("fullPolicies")
    void everySequenceOfSixEventsKeepsTheInvariantsWhereEverythingIsAskedFor(Policy policy) {
        assertThat(explore(policy, LENGTH)).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @MethodSource("randomPolicies")
    void randomLivesKeepTheInvariantsAndAStepIsPure(Policy policy) {
        walk(policy, 20_260_101);
    }

    @Test
    void randomLivesComeToAllStatesAndAreGivenAllReasons() {
        Set<Class<?>> states = new HashSet<>();
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        randomPolicies().forEach(policy -> walk(policy, 7).forEach(step -> {
            states.add(step.next().state().getClass());
            reasons.add(step.reason());
        }));
        assertThat(states).hasSameElementsAs(Situation.states());
        assertThat(reasons).contains(Reason.values());
    }

    @Test
    void aStepNeverThrowsAtTheEndsOfTime() {
        List<MonotonicTime> ends = Stream.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)
                .map(MonotonicTime::new)
                .toList();
        Set<Given> full = EnumSet.of(Given.GIVE_UP, Given.BOUNDED, Given.READINESS, Given.POST_STOP, Given.PRE_STOP);
        for (Class<? extends ChildState> state : Situation.states()) {
            for (Set<Given> given : List.of(EnumSet.noneOf(Given.class), full)) {
                Situation situation = Situation.in(state).with(given);
                for (ChildEvent event : events(7)) {
                    for (MonotonicTime now : ends) {
                        Step step = Lifecycle.step(situation.life(), event, now, situation.terms());
                        assertThat(step.next().nextDelay()).isPositive();
                    }
                }
            }
        }
    }

    @Test
    void aCheckThatCannotFailWouldProveNothing() {
        Situation running = Situation.in(ChildState.Running.class);
        Life before = running.life();
        Step moved = new Step(before.in(new ChildState.Stopped()), List.of(), Reason.STOP_REQUESTED);
        ChildEvent stop = new ChildEvent.Stop();
        assertThatThrownBy(() -> LifecycleInvariants.check(before, stop, Situation.NOW, running.terms(), moved))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a run ends only by the report of its end");
    }

    /** Return how many different steps were tried. Lives that are the same go on in the same way, so one of them is followed. */
    private static long explore(Policy policy, int length) {
        MonotonicTime now = Situation.seconds(100);
        Set<Life> lives = Set.of(Life.unborn(policy, 1));
        long steps = 0;
        for (int i = 0; i < length; i++) {
            now = now.plus(Duration.ofMillis(400));
            Set<Life> next = new HashSet<>();
            for (Life life : lives) {
                for (Admission admission : Admission.values()) {
                    Terms terms = new Terms(policy, admission);
                    for (ChildEvent event :
                            events(life.lastRun().map(Run::number).orElse(1L))) {
                        Step step = Lifecycle.step(life, event, now, terms);
                        LifecycleInvariants.checkUnderOnePolicy(life, event, now, terms, step);
                        next.add(step.next());
                        steps++;
                    }
                }
            }
            lives = next;
        }
        return steps;
    }

    private static List<Step> walk(Policy policy, long seed) {
        Random random = new Random(seed);
        Life life = Life.unborn(policy, random.nextLong());
        MonotonicTime now = MonotonicTime.ORIGIN;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            now = later(now, random);
            ChildEvent event = anyEvent(life, random);
            Terms terms = new Terms(policy, anyAdmission(random));
            try {
                Step step = Lifecycle.step(life, event, now, terms);
                LifecycleInvariants.checkUnderOnePolicy(life, event, now, terms, step);
                if (!step.equals(Lifecycle.step(life, event, now, terms))) {
                    throw new AssertionError("the same arguments gave another answer: " + life + " " + event);
                }
                steps.add(step);
                life = step.next();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("step " + i + " of seed " + seed + ", " + policy, e);
            }
        }
        assertThat(life.lastRun().orElseThrow().number())
                .as("runs in %d steps", STEPS)
                .isGreaterThan(STEPS / 200);
        return steps;
    }

    private static List<ChildEvent> events(long run) {
        List<ChildEvent> events = new ArrayList<>(List.of(
                new ChildEvent.Start(Wanted.UP),
                new ChildEvent.Start(Wanted.DOWN),
                new ChildEvent.Admit(),
                new ChildEvent.Stop(),
                new ChildEvent.Kill(),
                new ChildEvent.Terminate(),
                new ChildEvent.Restart(),
                new ChildEvent.Abandon(),
                new ChildEvent.Spawned(run, 42),
                new ChildEvent.SpawnFailed(run, new SpawnFailure("EAGAIN", "too many processes")),
                new ChildEvent.LeaderExited(run, ExitStatus.exited(0)),
                new ChildEvent.ProcessExited(run, ExitStatus.exited(0)),
                new ChildEvent.ProcessExited(run, ExitStatus.signaled(Signal.KILL)),
                new ChildEvent.SignalRefused(run, Signal.TERM, "EPERM"),
                new ChildEvent.SignalRefused(run, Signal.KILL, "EPERM"),
                new ChildEvent.BecameReady(run),
                new ChildEvent.Unhealthy(run, Fault.NOT_LIVE),
                new ChildEvent.Unhealthy(run, Fault.SILENT),
                new ChildEvent.Unhealthy(run, Fault.TOO_LARGE),
                new ChildEvent.ExtensionAsked(run, Duration.ofSeconds(7)),
                new ChildEvent.ExtensionAsked(run, Duration.ofNanos(Long.MAX_VALUE)),
                new ChildEvent.PardonAsked(run),
                new ChildEvent.DeadlineReached()));
        for (Hook.Point point : Hook.Point.values()) {
            events.add(new ChildEvent.HookEnded(run, point, Optional.empty()));
            events.add(new ChildEvent.HookEnded(run, point, Optional.of("exited with 1")));
        }
        return events;
    }

    /** Mostly reports on the present run, so that lives get somewhere; sometimes on another. */
    private static ChildEvent anyEvent(Life life, Random random) {
        long present = life.lastRun().map(Run::number).orElse(0L);
        long run = random.nextInt(8) > 0 ? present : present + random.nextInt(5) - 2;
        List<ChildEvent> events = events(run);
        return events.get(random.nextInt(events.size()));
    }

    private static Admission anyAdmission(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Admission.MUST_WAIT;
            case 1 -> Admission.DEPENDENCY_DOWN;
            default -> Admission.MAY_START;
        };
    }

    /** Time goes on by nothing, a moment or an hour, and once in a while is set back, which no clock of ours does. */
    private static MonotonicTime later(MonotonicTime now, Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> now;
            case 2 -> now.plus(Duration.ofHours(1));
            case 3 -> now.plus(Duration.ofSeconds(-1));
            default -> now.plus(Duration.ofMillis(random.nextInt(3_000)));
        };
    }
}
