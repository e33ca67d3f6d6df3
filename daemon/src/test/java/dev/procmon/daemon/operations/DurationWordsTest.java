// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "12, 12ms",
        "99, 99ms",
        "100, 0.1s",
        "300, 0.3s",
        "1000, 1s",
        "3249, 3.2s",
        "9949, 9.9s",
        "9950, 10s",
        "10499, 10s",
        "59499, 59s",
        "59500, 1m",
        "130000, 2m10s",
        "3599499, 59m59s",
        "3600000, 1h",
        "11520000, 3h12m",
        "86400000, 1d",
        "352800000, 4d2h",
        "-5, 0ms"
    })
    void areSaidInTheirTwoGreatestUnits(long millis, String words) {
        assertThat(DurationWords.of(Duration.ofMillis(millis))).isEqualTo(words);
    }
}
