// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for a way to break {@link LifecycleInvariants}: by trying everything for a while, and by chance for longer. */
final class LifecycleInvariantsTest {

    private static final int STEPS = 50_000;
    private static final int LENGTH = 6;

    static Stream<Policy> policies() {
        return Stream.of(Policy.SEED, Policy.STANDARD).flatMap(profile -> Stream.of(RestartPolicy.Mode.values())
                .map(mode ->
                        new Policy(RestartPolicy.of(mode), profile.backoff(), profile.stop(), profile.requests())));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everySequenceOfSixEventsKeepsTheInvariants(Policy policy) {
        MonotonicTime now = Situation.seconds(100);
        assertThat(explore(Life.unborn(policy, 1), now, policy, LENGTH)).isGreaterThan(100_000);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void randomLivesKeepTheInvariantsAndAStepIsPure(Policy policy) {
        long seed = 20_260_101;
        Random random = new Random(seed);
        Life life = Life.unborn(policy, random.nextLong());
        MonotonicTime now = MonotonicTime.ORIGIN;
        for (int i = 0; i < STEPS; i++) {
            now = later(now, random);
            ChildEvent event = anyEvent(life, random);
            try {
                Step step = Lifecycle.step(life, event, now, policy);
                LifecycleInvariants.checkUnderOnePolicy(life, event, now, policy, step);
                if (!step.equals(Lifecycle.step(life, event, now, policy))) {
                    throw new AssertionError("the same arguments gave another answer: " + life + " " + event);
                }
                life = step.next();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("step " + i + " of seed " + seed + ", " + policy, e);
            }
        }
        assertThat(life.lastRun().orElseThrow().number())
                .as("runs in %d steps", STEPS)
                .isGreaterThan(STEPS / 100);
    }

    @Test
    void aStepNeverThrowsAtTheEndsOfTime() {
        List<MonotonicTime> ends = Stream.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)
                .map(MonotonicTime::new)
                .toList();
        for (Class<? extends ChildState> state : Situation.states()) {
            for (ChildEvent event : events(7)) {
                Situation situation = Situation.in(state);
                for (MonotonicTime now : ends) {
                    Step step = Lifecycle.step(situation.life(), event, now, situation.policy());
                    assertThat(step.next().nextDelay()).isPositive();
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
        assertThatThrownBy(() -> LifecycleInvariants.check(before, stop, Situation.NOW, running.policy(), moved))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a run ends only by the report of its end");
    }

    /** Return how many steps were tried. An event that changes nothing is not followed: what comes then was tried without it. */
    private static long explore(Life life, MonotonicTime now, Policy policy, int depth) {
        if (depth == 0) {
            return 0;
        }
        long steps = 0;
        long run = life.lastRun().map(Run::number).orElse(1L);
        MonotonicTime next = now.plus(Duration.ofMillis(400));
        for (ChildEvent event : events(run)) {
            Step step = Lifecycle.step(life, event, now, policy);
            LifecycleInvariants.checkUnderOnePolicy(life, event, now, policy, step);
            steps += 1 + (step.next().equals(life) ? 0 : explore(step.next(), next, policy, depth - 1));
        }
        return steps;
    }

    private static List<ChildEvent> events(long run) {
        return List.of(
                new ChildEvent.Start(Wanted.UP),
                new ChildEvent.Start(Wanted.DOWN),
                new ChildEvent.Await(),
                new ChildEvent.Stop(),
                new ChildEvent.Kill(),
                new ChildEvent.Terminate(),
                new ChildEvent.Restart(),
                new ChildEvent.Spawned(run, 42),
                new ChildEvent.SpawnFailed(run, new SpawnFailure("EAGAIN", "too many processes")),
                new ChildEvent.ProcessExited(run, ExitStatus.exited(0)),
                new ChildEvent.ProcessExited(run, ExitStatus.signaled(Signal.KILL)),
                new ChildEvent.SignalRefused(run, Signal.TERM, "EPERM"),
                new ChildEvent.SignalRefused(run, Signal.KILL, "EPERM"),
                new ChildEvent.DeadlineReached());
    }

    /** Mostly reports on the present run, so that lives get somewhere; sometimes on another. */
    private static ChildEvent anyEvent(Life life, Random random) {
        long present = life.lastRun().map(Run::number).orElse(0L);
        long run = random.nextInt(8) > 0 ? present : present + random.nextInt(5) - 2;
        List<ChildEvent> events = events(run);
        return events.get(random.nextInt(events.size()));
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
