// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            500ms,       PT0.5S,              500ms
            2s,          PT2S,                2s
            1m30s,       PT1M30S,             1m30s
            2h,          PT2H,                2h
            1d,          PT24H,               1d
            1d2h3m4s5ms, PT26H3M4.005S,       1d2h3m4.005s
            1.5s,        PT1.5S,              1.5s
            1.5h,        PT1H30M,             1h30m
            0.1d,        PT2H24M,             2h24m
            1m0.25s,     PT1M0.25S,           1m0.25s
            1.5,         PT1.5S,              1.5s
            90,          PT1M30S,             1m30s
            0,           PT0S,                0s
            0ms,         PT0S,                0s
            250us,       PT0.00025S,          250us
            7ns,         PT0.000000007S,      7ns
            1.5us,       PT0.0000015S,        1500ns
            1.50s,       PT1.5S,              1.5s
            0001s,       PT1S,                1s
            36525d,      PT876600H,           36525d
            """)
    void isReadAndWritten(String text, Duration duration, String written) {
        assertThat(DurationText.parse(text)).contains(duration);
        assertThat(DurationText.format(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "1 s",
                " 1s",
                "1s ",
                "-1s",
                "+1s",
                "1S",
                "1M",
                "1w",
                "1sec",
                "30s1m",
                "1s1s",
                "1.5m30s",
                ".5s",
                "1.s",
                "1.",
                ".",
                "1e3",
                "1_000",
                "1.5ns",
                "1.0000000001s",
                "1m30",
                "36525d1ns",
                "36525.1d",
                "999999999999999999999s",
                "999999999999999999d",
                "\u0661s",
                "1,5s",
                "inf",
                "nan"
            })
    void isRefused(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void anyDurationReadsBackToTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong(1L << random.nextInt(1, 61)));
            assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
        }
    }

    @Test
    void formatRefusesWhatCannotBeReadBack() {
        assertThatThrownBy(() -> DurationText.format(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DurationText.format(DurationText.MAX.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secondsAreTakenWhereTheyCanBeADuration() {
        assertThat(DurationText.ofSeconds(0.0005)).contains(Duration.ofNanos(500_000));
        assertThat(DurationText.ofSeconds(-0.1)).isEmpty();
        assertThat(DurationText.ofSeconds(Double.NaN)).isEmpty();
        assertThat(DurationText.ofSeconds(Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(DurationText.ofSeconds(1e10)).isEmpty();
    }
}
