// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // Midnight is 23:00 in winter and 22:00 in summer.
        "2026-12-01T03:05:12Z, PT24H, 2026-12-01T23:00:00Z",
        "2026-12-01T23:00:00Z, PT24H, 2026-12-02T23:00:00Z",
        "2026-07-01T03:05:12Z, PT24H, 2026-07-01T22:00:00Z",
        "2026-12-01T03:05:12Z, PT1H, 2026-12-01T04:00:00Z",
        "2026-12-01T03:05:12Z, PT6H, 2026-12-01T05:00:00Z",
        // What does not divide the day begins anew at midnight.
        "2026-12-01T20:30:00Z, PT7H, 2026-12-01T23:00:00Z",
        "2026-12-01T23:00:00Z, PT7H, 2026-12-02T06:00:00Z",
        // The hour that is left out, and the one that comes twice.
        "2026-03-29T00:30:00Z, PT1H, 2026-03-29T01:00:00Z",
        "2026-03-29T01:00:00Z, PT1H, 2026-03-29T02:00:00Z",
        "2026-10-25T00:30:00Z, PT1H, 2026-10-25T02:00:00Z",
        "2026-03-28T23:00:00Z, PT6H, 2026-03-29T04:00:00Z",
        // Whole weeks since 1970 began, a Thursday.
        "2026-12-01T03:05:12Z, PT168H, 2026-12-02T23:00:00Z",
    })
    void areWholePeriodsSinceMidnightAsClocksShowIt(Instant after, Duration every, Instant next) {
        assertThat(RotationTimes.next(after, every, BERLIN)).isEqualTo(next);
    }
}
