// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTimeTest {
    private static final DateTimeFormatter EXPECTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void isWrittenAndReadAsTheCalendarHasIt() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long micros = random.nextLong(0, 253_402_300_800_000_000L);
            Instant time = LineNumber.time(0).plusSeconds(micros / 1_000_000).plusNanos(micros % 1_000_000 * 1000);
            byte[] bytes = new byte[LineTime.LENGTH + 2];
            LineTime.write(bytes, 1, micros);
            assertThat(new String(bytes, 1, LineTime.LENGTH, StandardCharsets.US_ASCII))
                    .isEqualTo(EXPECTED.format(time));
            assertThat(LineTime.parse(bytes, 1, bytes.length)).isEqualTo(micros);
            assertThat(LineTime.parseCompact(LineTime.compact(micros))).isEqualTo(micros);
        }
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String each : new String[] {
            "2026-13-01T03:05:12.123456Z",
            "2026-00-01T03:05:12.123456Z",
            "2026-12-32T03:05:12.123456Z",
            "2026-12-01T24:05:12.123456Z",
            "2026-12-01T03:60:12.123456Z",
            "2026-12-01T03:05:60.123456Z",
            "2026-12-01T03:05:12.12345xZ",
            "2026-12-01 03:05:12.123456Z",
            "2026-12-01T03:05:12.123456",
            "x026-12-01T03:05:12.123456Z"
        }) {
            byte[] bytes = each.getBytes(StandardCharsets.US_ASCII);
            assertThat(LineTime.parse(bytes, 0, bytes.length)).as(each).isEqualTo(LineTime.NONE);
        }
    }

    @Test
    void prefixIsThatOfTheContainerRuntimeInterfaceWithTags() {
        LinePrefix prefix = new LinePrefix(true, 17, Optional.of("web:0"));
        long micros = LineTime.parseCompact("20261201T030512.123456Z");
        int length = prefix.set(micros, true);
        assertThat(text(prefix, length)).isEqualTo("2026-12-01T03:05:12.123456Z stderr F:17:web:0 ");
        assertThat(text(prefix, prefix.set(micros + 1, false)))
                .isEqualTo("2026-12-01T03:05:12.123457Z stderr P:17:web:0 ");
        assertThat(text(prefix, prefix.set(micros + 60_000_000, true)))
                .isEqualTo("2026-12-01T03:06:12.123456Z stderr F:17:web:0 ");
        assertThat(text(prefix, prefix.set(micros - 1_000_000, true)))
                .isEqualTo("2026-12-01T03:05:11.123456Z stderr F:17:web:0 ");
        LinePrefix own = new LinePrefix(false, 0, Optional.empty());
        assertThat(text(own, own.set(micros, true))).isEqualTo("2026-12-01T03:05:12.123456Z stdout F:0 ");
    }

    @Test
    void numberHoldsTheTimeAndTheOrderWithinIt() {
        long number = LineNumber.of(1_000_001, 5);
        assertThat(LineNumber.micros(number)).isEqualTo(1_000_001);
        assertThat(LineNumber.nth(number)).isEqualTo(5);
        assertThat(LineNumber.time(number)).isEqualTo(Instant.ofEpochSecond(1, 1_000));
        assertThat(LineNumber.microsOf(Instant.ofEpochSecond(1, 1_999))).isEqualTo(1_000_001);
        assertThat(LineNumber.of(7, LineNumber.LINES_PER_TIME)).isEqualTo(LineNumber.of(8, 0));
    }

    private static String text(LinePrefix prefix, int length) {
        return new String(prefix.bytes(), 0, length, StandardCharsets.UTF_8);
    }
}
