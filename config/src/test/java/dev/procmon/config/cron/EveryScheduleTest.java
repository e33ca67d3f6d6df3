// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EveryScheduleTest {

    private final EverySchedule everyTen = new EverySchedule("@every 10s", Duration.ofSeconds(10));

    @Test
    void isAtMultiplesOfThePeriod() {
        assertThat(everyTen.next(Instant.parse("2026-07-01T12:00:03.5Z")))
                .contains(Instant.parse("2026-07-01T12:00:10Z"));
        assertThat(everyTen.next(Instant.parse("2026-07-01T12:00:10Z")))
                .contains(Instant.parse("2026-07-01T12:00:20Z"));
    }

    @Test
    void isTheSameBefore1970() {
        assertThat(everyTen.next(Instant.parse("1969-12-31T23:59:55Z"))).contains(Instant.EPOCH);
        assertThat(everyTen.next(Instant.EPOCH)).contains(Instant.ofEpochSecond(10));
    }

    @Test
    void takesTheLongestPeriod() {
        Duration century = Duration.ofDays(36_525);
        assertThat(new EverySchedule("@every 36525d", century).next(Instant.parse("2026-07-01T12:00:00Z")))
                .contains(Instant.EPOCH.plus(century));
    }

    @Test
    void aPeriodBelowASecondIsRefused() {
        assertThatThrownBy(() -> new EverySchedule("@every 1ms", Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
