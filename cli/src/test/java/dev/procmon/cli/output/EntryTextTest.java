// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.output.LogLine;
import dev.procmon.logs.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryTextTest {

    private static final Instant TIME = Instant.parse("2026-12-01T03:05:12.123456Z");

    @Test
    void aLineIsWhatASupervisorWouldAnswer() {
        LogEntry entry = entry("gr\u00fc\u00df\t\u0000".getBytes(StandardCharsets.UTF_8), false, false);
        assertThat(EntryText.line(entry))
                .isEqualTo(
                        new LogLine(7, TIME, "web", 17, "stderr", "gr\u00fc\u00df\t\u0000", Optional.empty(), "whole"));
    }

    @Test
    void whatIsNotUtf8IsPrintableAndComesWithItsBytes() {
        byte[] bytes = {(byte) 0xFF, 'h', '\'', '\\', '\t', '\r', 0, 0x7F};
        LogLine line = EntryText.line(entry(bytes, false, false));
        assertThat(line.text()).isEqualTo("b\"\\xffh'\\\\\\t\\r\\x00\\x7f\"");
        assertThat(Base64.getDecoder().decode(line.bytes().orElseThrow())).isEqualTo(bytes);
    }

    @Test
    void bothQuotesAreQuotedBySingleOnes() {
        byte[] bytes = {(byte) 0xC3, '\'', '"'};
        assertThat(EntryText.line(entry(bytes, false, false)).text()).isEqualTo("b'\\xc3\\'\"'");
    }

    @ParameterizedTest
    @CsvSource({"false, false, whole", "true, false, first", "true, true, middle", "false, true, last"})
    void aPieceSaysWhichItIs(boolean continued, boolean continuing, String part) {
        assertThat(EntryText.line(entry(new byte[0], continued, continuing)).part())
                .isEqualTo(part);
    }

    private static LogEntry entry(byte[] bytes, boolean continued, boolean continuing) {
        return new LogEntry(7, TIME, "web", 17, "stderr", bytes, continued, continuing);
    }
}
