// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WallTimeTest {

    private static final WallTime TIME =
            new WallTime(Instant.parse("2026-11-25T03:14:54Z"), ZoneId.of("Europe/Berlin"));

    @Test
    void todayNeedsNoDate() {
        assertThat(TIME.of(Instant.parse("2026-11-24T23:05:09Z"))).isEqualTo("00:05:09");
        assertThat(TIME.precisely(Instant.parse("2026-11-25T03:14:54.007Z"))).isEqualTo("04:14:54.007");
    }

    @Test
    void thisYearNeedsNoYear() {
        assertThat(TIME.of(Instant.parse("2026-11-24T22:59:59Z"))).isEqualTo("Nov 24 23:59:59");
        assertThat(TIME.of(Instant.parse("2025-11-25T03:14:54Z"))).isEqualTo("2025-11-25 04:14:54");
    }
}
