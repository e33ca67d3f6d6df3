// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MonotonicTimeTest {

    private static final MonotonicTime LAST = new MonotonicTime(Long.MAX_VALUE);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    @Test
    void aMomentAndADelayMakeALaterMoment() {
        assertThat(new MonotonicTime(5).plus(Duration.ofSeconds(1))).isEqualTo(new MonotonicTime(1_000_000_005));
        assertThat(new MonotonicTime(5).plus(Duration.ZERO)).isEqualTo(new MonotonicTime(5));
        assertThat(new MonotonicTime(5).plus(Duration.ofNanos(-7))).isEqualTo(new MonotonicTime(-2));
    }

    @Test
    void aMomentBeyondTheClockIsItsLast() {
        assertThat(MonotonicTime.ORIGIN.plus(LONGEST)).isEqualTo(LAST);
        assertThat(new MonotonicTime(1).plus(LONGEST)).isEqualTo(LAST);
        assertThat(new MonotonicTime(1).plus(Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(LAST);
        assertThat(LAST.plus(Duration.ofNanos(1))).isEqualTo(LAST);
        assertThat(LAST.plus(Duration.ZERO)).isEqualTo(LAST);
    }

    @Test
    void theLastMomentIsReachedExactly() {
        assertThat(new MonotonicTime(Long.MAX_VALUE - 1).plus(Duration.ofNanos(1)))
                .isEqualTo(LAST);
    }

    @Test
    void theTimeBetweenTwoMomentsHasASign() {
        MonotonicTime early = new MonotonicTime(10);
        MonotonicTime late = new MonotonicTime(25);
        assertThat(late.since(early)).isEqualTo(Duration.ofNanos(15));
        assertThat(early.since(late)).isEqualTo(Duration.ofNanos(-15));
        assertThat(late.since(late)).isZero();
    }

    @Test
    void momentsAreInTheOrderOfTheClock() {
        assertThat(Stream.of(3L, -1L, Long.MAX_VALUE, 0L)
                        .map(MonotonicTime::new)
                        .sorted())
                .containsExactly(new MonotonicTime(-1), MonotonicTime.ORIGIN, new MonotonicTime(3), LAST);
    }

    @Test
    void aMomentIsNotBeforeItself() {
        assertThat(MonotonicTime.ORIGIN.isBefore(MonotonicTime.ORIGIN)).isFalse();
        assertThat(MonotonicTime.ORIGIN.isBefore(new MonotonicTime(1))).isTrue();
        assertThat(new MonotonicTime(1).isBefore(MonotonicTime.ORIGIN)).isFalse();
    }
}
