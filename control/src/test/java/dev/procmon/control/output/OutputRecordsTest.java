// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import dev.procmon.control.status.OutputStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of output is read as it was written. */
class OutputRecordsTest {

    private static final Instant TIME = Instant.parse("2026-12-01T03:05:12.123456Z");

    @Test
    void aPageIsReadAsItWasWritten() {
        LogLine text = line("gr\u00fc\u00df\t\u0000\u001B\uD83D\uDE00\u2028", Optional.empty());
        LogLine bytes = line("b'\\xff'", Optional.of("/w=="));
        LogPage page = new LogPage(List.of(text, bytes), true, 4096);
        assertThat(LogPage.of(written(page))).isEqualTo(page);
        LogPage empty = new LogPage(List.of(), false, 0);
        assertThat(LogPage.of(written(empty))).isEqualTo(empty);
    }

    @Test
    void theNumberOfALineKeepsAllItsDigits() {
        LogLine line = line("", Optional.empty());
        assertThat(LogLine.of(written(line)).id()).isEqualTo((1_796_180_712_123_456L << 12) + 4095);
    }

    @Test
    void requestsAndReportsAboutFilesAreReadAsTheyWereWritten() {
        LogFilesRequest request = new LogFilesRequest("rotate", List.of("web:*", "@back"));
        LogFilesReport report =
                new LogFilesReport(List.of("/var/log/web.log"), List.of("/var/log/db.log: EACCES (permission denied)"));
        assertThat(LogFilesRequest.of(written(request))).isEqualTo(request);
        assertThat(LogFilesReport.of(written(report))).isEqualTo(report);
    }

    @Test
    void howItStandsWithOutputIsReadAsItWasWritten() {
        OutputStatus well = new OutputStatus(1, 0, 0, 0, Optional.empty(), Optional.empty());
        OutputStatus ill = new OutputStatus(1, 2, 3, 4, Optional.of(TIME), Optional.of("/x: ENOSPC"));
        assertThat(OutputStatus.of(written(well))).isEqualTo(well);
        assertThat(OutputStatus.of(written(ill))).isEqualTo(ill);
    }

    private static LogLine line(String text, Optional<String> bytes) {
        return new LogLine((1_796_180_712_123_456L << 12) + 4095, TIME, "web", 17, "stderr", text, bytes, "middle");
    }

    private static JsonObject written(ToJson value) {
        return Json.object(Json.bytes(value));
    }
}
