// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {

    @ParameterizedTest
    @CsvSource({
        "-5000, 0s",
        "0, 0s",
        "99, 0s",
        "400, 0.4s",
        "3200, 3.2s",
        "4000, 4s",
        "9999, 9.9s",
        "10000, 10s",
        "59999, 59s",
        "60000, 1m",
        "130000, 2m10s",
        "3600000, 1h",
        "11520000, 3h12m",
        "86399000, 23h59m",
        "86400000, 1d",
        "352800000, 4d2h",
        "3155673600000, 36524d"
    })
    void aDurationIsSaidInTwoUnitsAtTheMost(long ms, String text) {
        assertThat(HumanDuration.of(Duration.ofMillis(ms))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "1023, 1023B",
        "1024, 1K",
        "655360, 640K",
        "1048576, 1.0M",
        "12345678, 11M",
        "1503238553, 1.3G",
        "9223372036854775807, 8191P"
    })
    void aSizeIsSaidInPowersOf1024(long bytes, String text) {
        assertThat(HumanSize.of(bytes)).isEqualTo(text);
    }
}
