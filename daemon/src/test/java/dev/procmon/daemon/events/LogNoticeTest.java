// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.daemon.logs.LogReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said of a log file to a person. */
class LogNoticeTest {

    private static final Path FILE = Path.of("/var/log/web.log");

    @Test
    void whereNothingIsLostNothingIsSaidOfIt() {
        assertThat(text(new LogReport.WritableAgain(FILE, 0, 0))).isEqualTo("log /var/log/web.log is written again");
    }

    @Test
    void whatIsLostIsCountedInLinesAndBytes() {
        assertThat(text(new LogReport.WritableAgain(FILE, 1, 10)))
                .isEqualTo("log /var/log/web.log is written again, 1 line (10 bytes) was lost");
        assertThat(text(new LogReport.WritableAgain(FILE, 2, 20)))
                .isEqualTo("log /var/log/web.log is written again, 2 lines (20 bytes) were lost");
        assertThat(text(new LogReport.Lost(FILE, 0, 1)))
                .isEqualTo("log /var/log/web.log could not be written to the end, 0 lines (1 byte) are lost");
        assertThat(text(new LogReport.Lost(FILE, 1, 1)))
                .isEqualTo("log /var/log/web.log could not be written to the end, 1 line (1 byte) is lost");
    }

    private static String text(LogReport report) {
        return new Notice.Log(report).text();
    }
}
