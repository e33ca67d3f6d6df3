// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.procmon.core.policy.Backoff.Verdict;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void theProfilesAreThoseOfTheDesign() {
        assertThat(Backoff.SEED).isEqualTo(new Backoff(SECOND, Duration.ofHours(1), 2, 0, SECOND));
        assertThat(Backoff.STANDARD).isEqualTo(new Backoff(SECOND, MINUTE, 2, 0.1, Duration.ofSeconds(10)));
    }

    @Test
    void aLongLifeIsFollowedByNoWaitAndANewRow() {
        assertThat(Backoff.STANDARD.afterLongLife()).isEqualTo(new Verdict(Duration.ZERO, SECOND));
    }

    @Test
    void aLifeIsLongFromTheThresholdOn() {
        Duration threshold = Backoff.STANDARD.threshold();
        assertThat(Backoff.STANDARD.isLongLife(threshold.minusNanos(1))).isFalse();
        assertThat(Backoff.STANDARD.isLongLife(threshold)).isTrue();
        assertThat(Backoff.STANDARD.isLongLife(Duration.ofSeconds(-1))).isFalse();
    }

    @Test
    void aDelayIsWaitedForAndTheNextIsLongerByTheFactor() {
        Backoff tripling = new Backoff(SECOND, Duration.ofHours(1), 3, 0, SECOND);
        assertThat(tripling.afterEarlyDeath(Duration.ofSeconds(9), 0.5))
                .isEqualTo(new Verdict(Duration.ofSeconds(9), Duration.ofSeconds(27)));
    }

    @Test
    void aFactorOfOneNeverGrows() {
        Backoff constant = new Backoff(SECOND, MINUTE, 1, 0, SECOND);
        assertThat(constant.afterEarlyDeath(SECOND, 0)).isEqualTo(new Verdict(SECOND, SECOND));
    }

    @Test
    void neitherTheWaitNorTheNextDelayIsLongerThanTheMaximum() {
        assertThat(Backoff.SEED.afterEarlyDeath(Duration.ofDays(1), 0))
                .isEqualTo(new Verdict(Duration.ofHours(1), Duration.ofHours(1)));
    }

    @Test
    void aRowMayBeginWithNoWaitAtAllAndGoesOnWithTheMinimum() {
        Backoff atOnce = new Backoff(Duration.ZERO, SECOND, MINUTE, 2, 0, SECOND);
        assertThat(atOnce.afterLongLife()).isEqualTo(new Verdict(Duration.ZERO, Duration.ZERO));
        assertThat(atOnce.afterEarlyDeath(Duration.ZERO, 0)).isEqualTo(new Verdict(Duration.ZERO, SECOND));
        assertThat(atOnce.afterEarlyDeath(SECOND, 0)).isEqualTo(new Verdict(SECOND, Duration.ofSeconds(2)));
    }

    @Test
    void aRowThatBeginsAtOnceWaitsForTheFloorAtTheSecondDeathWhateverTheMinimum() {
        Duration moment = Duration.ofMillis(1);
        Backoff atOnce = new Backoff(Duration.ZERO, moment, MINUTE, 2, 0, SECOND);
        Verdict first = atOnce.afterEarlyDeath(Duration.ZERO, 0);
        assertThat(first).isEqualTo(new Verdict(Duration.ZERO, Backoff.FLOOR));
        assertThat(atOnce.afterEarlyDeath(first.nextDelay(), 0).pause()).isEqualTo(Backoff.FLOOR);
    }

    @Test
    void aRowThatBeginsWithALongDelayBeginsWithIt() {
        Backoff slow = new Backoff(Duration.ofSeconds(5), SECOND, MINUTE, 2, 0, SECOND);
        assertThat(slow.afterLongLife().nextDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(slow.afterEarlyDeath(Duration.ofSeconds(5), 0))
                .isEqualTo(new Verdict(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    @Test
    void aHugeFactorEndsAtTheMaximum() {
        Duration century = Duration.ofDays(36_525);
        Backoff exploding = new Backoff(SECOND, century, 1e300, 0, SECOND);
        assertThat(exploding.afterEarlyDeath(SECOND, 0)).isEqualTo(new Verdict(SECOND, century));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99})
    void noEarlyDeathIsFollowedByLessThanTheFloor(long millis) {
        Duration tiny = Duration.ofMillis(millis);
        Backoff hasty = new Backoff(tiny, tiny, 2, 0, SECOND);
        assertThat(hasty.afterEarlyDeath(tiny, 0).pause()).isEqualTo(Backoff.FLOOR);
    }

    @Test
    void aMinimumAboveTheMaximumIsCappedWhenItIsUsed() {
        Backoff upsideDown = new Backoff(Duration.ofSeconds(5), SECOND, 2, 0, SECOND);
        assertThat(upsideDown.afterEarlyDeath(upsideDown.min(), 0)).isEqualTo(new Verdict(SECOND, SECOND));
    }

    @Test
    void theJitterLengthensADelayByUpToItsPart() {
        Duration ten = Duration.ofSeconds(10);
        assertThat(Backoff.STANDARD.afterEarlyDeath(ten, 0).pause()).isEqualTo(ten);
        assertThat(Backoff.STANDARD.afterEarlyDeath(ten, 0.5).pause()).isEqualTo(Duration.ofMillis(10_500));
        assertThat(Backoff.STANDARD.afterEarlyDeath(ten, ALMOST_ONE).pause())
                .isBetween(Duration.ofMillis(10_999), Duration.ofSeconds(11));
    }

    @Test
    void atTheCapTheJitterShortensTheDelayInstead() {
        assertThat(Backoff.STANDARD.afterEarlyDeath(MINUTE, 0).pause()).isEqualTo(Duration.ofSeconds(54));
        assertThat(Backoff.STANDARD.afterEarlyDeath(MINUTE, ALMOST_ONE).pause())
                .isBetween(Duration.ofMillis(59_999), MINUTE);
    }

    @Test
    void theJitterDoesNotChangeTheNextDelay() {
        assertThat(Backoff.STANDARD.afterEarlyDeath(SECOND, 0.9).nextDelay()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whateverTheSettingsTheWaitIsWithinItsBounds() {
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            Duration max = Duration.ofMillis(100 + random.nextInt(100_000));
            Duration min = Duration.ofMillis(random.nextInt(100_000));
            double jitter = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble();
            Backoff backoff = new Backoff(min, max, 1 + 4 * random.nextDouble(), jitter, SECOND);
            Duration delay = Duration.ofMillis(random.nextInt(200_000));
            Verdict verdict = backoff.afterEarlyDeath(delay, random.nextDouble());
            assertThat(verdict.pause()).as("%s after %s", backoff, delay).isBetween(Backoff.FLOOR, max);
            assertThat(verdict.nextDelay()).as("%s after %s", backoff, delay).isLessThanOrEqualTo(max);
        }
    }

    @Test
    void theWholeWidthOfTheJitterIsUsed() {
        Duration ten = Duration.ofSeconds(10);
        Random random = new Random(5);
        int[] quarters = new int[4];
        for (int i = 0; i < 1_000; i++) {
            long over = Backoff.STANDARD
                    .afterEarlyDeath(ten, random.nextDouble())
                    .pause()
                    .minus(ten)
                    .toMillis();
            quarters[(int) (over / 250)]++;
        }
        assertThat(quarters).hasSize(4);
        for (int quarter : quarters) {
            assertThat(quarter).isBetween(180, 320);
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertRefused(Duration.ofSeconds(-1), MINUTE, 2, 0, SECOND);
        assertRefused(SECOND, Duration.ofSeconds(-1), 2, 0, SECOND);
        assertRefused(SECOND, MINUTE, 2, 0, Duration.ofSeconds(-1));
        assertRefused(SECOND, Duration.ofDays(36_526), 2, 0, SECOND);
        assertRefused(SECOND, MINUTE, 0.99, 0, SECOND);
        assertRefused(SECOND, MINUTE, Double.NaN, 0, SECOND);
        assertRefused(SECOND, MINUTE, Double.POSITIVE_INFINITY, 0, SECOND);
        assertRefused(SECOND, MINUTE, 2, -0.01, SECOND);
        assertRefused(SECOND, MINUTE, 2, 1.01, SECOND);
        assertRefused(SECOND, MINUTE, 2, Double.NaN, SECOND);
    }

    private static void assertRefused(Duration min, Duration max, double factor, double jitter, Duration threshold) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(min, max, factor, jitter, threshold));
    }
}
