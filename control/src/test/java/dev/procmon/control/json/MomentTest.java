// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25T03:14:54Z", "2026-11-25T03:14:54.1Z", "2026-11-25T03:14:54.000001Z",
                        "2026-11-25T03:14:54.123456789Z",
                "2024-02-29T23:59:59Z", "2026-12-31T00:00:00Z", "1969-12-31T23:59:59.999Z", "0000-01-01T00:00:00Z",
                "2026-11-25T03:14:54+01:00", "2026-11-25T24:00:00Z", "+12026-11-25T03:14:54Z", "2016-12-31T23:59:60Z",
                "2026-11-25t03:14:54z"
            })
    void itIsReadAsJavaReadsIt(String text) {
        assertThat(Moment.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "now",
                "2026-11-25",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-11-00T00:00:00Z",
                "2026-11-31T00:00:00Z",
                "2026-11-25T25:00:00Z",
                "2026-11-25T03:60:00Z",
                "2026-11-25T03:14:61Z",
                "2026-11-25T03:14:54.1234567890Z",
                "2026-11-25T03:14:54.1x3Z",
                "2026-11-25 03:14:54Z",
                "2026-11-25T03:14Z",
                "2026-11-25T03:14:54",
                "202\u0661-11-25T03:14:54Z"
            })
    void whatJavaRefusesIsRefused(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Moment.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void manyAreReadAsTheyWereWritten() {
        Random random = new Random(20_261_125);
        for (int i = 0; i < 20_000; i++) {
            long seconds = random.nextLong(-62_167_219_200L, 253_402_300_799L);
            Instant moment = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
            assertThat(Moment.parse(moment.toString())).isEqualTo(moment);
        }
    }
}
