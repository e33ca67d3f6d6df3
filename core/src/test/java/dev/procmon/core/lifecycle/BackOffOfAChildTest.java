// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.process.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a child that dies waits for its next run. */
final class BackOffOfAChildTest {

    private static final Duration MOMENT = Duration.ofNanos(1);

    @Test
    void theDelaysOfTheSeedProfileDoubleFromOneSecondToAnHourAndStayThere() {
        ScriptedChild child = ScriptedChild.starting(Policy.SEED);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            child.spawned().after(Duration.ofMillis(999)).exited(1);
            waits.add(child.untilDeadline().toSeconds());
            child.atDeadline();
        }
        assertThat(waits)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 3600L, 3600L, 3600L);
    }

    @Test
    void aLifeOfExactlyTheThresholdIsLong() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED)
                .after(Policy.SEED.backoff().threshold())
                .exited(1);
        assertThat(child.untilDeadline()).isZero();
        assertThat(child.lastStep().reason()).isEqualTo(Reason.LIVED_LONG);
    }

    @Test
    void aLifeOfOneNanosecondLessThanTheThresholdIsShort() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED)
                .after(Policy.SEED.backoff().threshold().minus(MOMENT))
                .exited(1);
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(child.lastStep().reason()).isEqualTo(Reason.DIED_EARLY);
    }

    @Test
    void aLifeCountsFromTheSpawnRequestNotFromTheReportThatTheProcessExists() {
        Duration half = Policy.SEED.backoff().threshold().dividedBy(2);
        ScriptedChild child = ScriptedChild.starting(Policy.SEED)
                .after(half)
                .spawned()
                .after(half)
                .exited(1);
        assertThat(child.lastStep().reason()).isEqualTo(Reason.LIVED_LONG);
    }

    @Test
    void aLongLifeBeginsANewRowOfDelays() {
        ScriptedChild child = ScriptedChild.starting(Policy.SEED);
        for (int i = 0; i < 5; i++) {
            child.spawned().exited(1).atDeadline();
        }
        child.spawned().after(Duration.ofSeconds(1)).exited(1).atDeadline();
        assertThat(child.spawned().exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aFailedSpawnIsAnEarlyDeathHoweverLongItTook() {
        ScriptedChild child =
                ScriptedChild.starting(Policy.SEED).after(Duration.ofHours(1)).spawnFailed();
        assertThat(child.lastStep().reason()).isEqualTo(Reason.SPAWN_FAILED);
        assertThat(child.untilDeadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(child.atDeadline().spawnFailed().untilDeadline()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aMaximumThatIsLoweredCapsTheNextWait() {
        ScriptedChild child = ScriptedChild.starting(Policy.SEED);
        for (int i = 0; i < 8; i++) {
            child.spawned().exited(1).atDeadline();
        }
        child.policy = with(backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)), Requests.CHARGED);
        assertThat(child.spawned().exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aMinimumThatIsChangedCountsFromTheNextRowOn() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED).exited(1).atDeadline();
        child.policy = with(backoff(Duration.ofSeconds(5), Duration.ofHours(1)), Requests.CHARGED);
        assertThat(child.spawned().exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(2));
        child.atDeadline().spawned().after(Duration.ofSeconds(1)).exited(1).atDeadline();
        assertThat(child.spawned().exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aMinimumOfZeroStillWaitsForTheFloor() {
        ScriptedChild child =
                ScriptedChild.running(with(backoff(Duration.ZERO, Duration.ofHours(1)), Requests.CHARGED));
        for (int i = 0; i < 5; i++) {
            assertThat(child.exited(1).untilDeadline()).isEqualTo(Backoff.FLOOR);
            child.atDeadline().spawned();
        }
    }

    @Test
    void anEndByRequestIsChargedWhereRequestsAre() {
        ScriptedChild child = ScriptedChild.running(Policy.SEED)
                .on(new ChildEvent.Stop())
                .killedBy(Signal.TERM)
                .on(new ChildEvent.Start(Wanted.UP))
                .spawned();
        assertThat(child.exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anEndByRequestIsNotHeldAgainstTheChildWhereRequestsAreFree() {
        ScriptedChild child = ScriptedChild.running(with(Backoff.SEED, Requests.FREE))
                .on(new ChildEvent.Stop())
                .killedBy(Signal.TERM)
                .on(new ChildEvent.Start(Wanted.UP))
                .spawned();
        assertThat(child.exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aStartDuringBackOffBeginsANewRowWhereRequestsAreFree() {
        ScriptedChild child = fourEarlyDeaths(with(Backoff.SEED, Requests.FREE))
                .on(new ChildEvent.Start(Wanted.UP))
                .spawned();
        assertThat(child.exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aStartDuringBackOffGoesOnWithTheRowWhereRequestsAreCharged() {
        ScriptedChild child =
                fourEarlyDeaths(Policy.SEED).on(new ChildEvent.Start(Wanted.UP)).spawned();
        assertThat(child.exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(16));
    }

    @ParameterizedTest
    @EnumSource(Requests.class)
    void aRestartBeginsANewRow(Requests requests) {
        ScriptedChild child = fourEarlyDeaths(with(Backoff.SEED, requests))
                .on(new ChildEvent.Restart())
                .spawned();
        assertThat(child.exited(1).untilDeadline()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theJitterOfARunIsTheSameForTheSameSeed() {
        assertThat(waits(7)).isEqualTo(waits(7)).isNotEqualTo(waits(8));
    }

    @Test
    void everyRunDrawsItsOwnJitter() {
        assertThat(waits(7)).doesNotHaveDuplicates();
    }

    @Test
    void chanceIsSpreadEvenlyOverRunsAndOverSeeds() {
        Life life = Life.unborn(Policy.STANDARD, 99);
        assertSpread(LongStream.rangeClosed(1, 10_000)
                .mapToDouble(run -> life.chance(new Run(run, Situation.NOW)))
                .toArray());
        assertSpread(LongStream.rangeClosed(1, 10_000)
                .mapToDouble(seed -> Life.unborn(Policy.STANDARD, seed).chance(new Run(1, Situation.NOW)))
                .toArray());
    }

    /** Each tenth of [0, 1) gets about a tenth: 1000 of 10,000, give or take 5 standard deviations of 30. */
    private static void assertSpread(double[] chances) {
        int[] tenths = new int[10];
        for (double chance : chances) {
            assertThat(chance).isGreaterThanOrEqualTo(0).isLessThan(1);
            tenths[(int) (chance * 10)]++;
        }
        for (int count : tenths) {
            assertThat(count).isBetween(850, 1_150);
        }
    }

    private static List<Duration> waits(long seed) {
        Policy policy = Policy.STANDARD;
        ScriptedChild child = new ScriptedChild(policy);
        child.life = Life.unborn(policy, seed);
        child.on(new ChildEvent.Start(Wanted.UP));
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            child.spawned().exited(1);
            waits.add(child.untilDeadline());
            assertThat(child.untilDeadline())
                    .isGreaterThanOrEqualTo(policy.backoff().min())
                    .isLessThanOrEqualTo(policy.backoff().max());
            child.atDeadline();
        }
        return waits;
    }

    private static ScriptedChild fourEarlyDeaths(Policy policy) {
        ScriptedChild child = ScriptedChild.running(policy);
        for (int i = 0; i < 3; i++) {
            child.exited(1).atDeadline().spawned();
        }
        return child.exited(1);
    }

    private static Backoff backoff(Duration min, Duration max) {
        return new Backoff(min, max, 2, 0, Duration.ofSeconds(1));
    }

    private static Policy with(Backoff backoff, Requests requests) {
        return new Policy(Policy.SEED.restart(), backoff, Policy.SEED.stop(), requests);
    }
}
