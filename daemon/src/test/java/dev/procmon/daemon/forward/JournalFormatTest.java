// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.logs.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalFormatTest {

    @Test
    void aLineIsAnEntryWithItsFields() {
        LogEntry line = Entries.error("oh\tno");

        assertThat(JournalFields.of(JournalFormat.entry(List.of(line))))
                .containsEntry("MESSAGE", "oh\tno")
                .containsEntry("PRIORITY", "4")
                .containsEntry("SYSLOG_IDENTIFIER", "web")
                .containsEntry("PROCMON_PROGRAM", "web")
                .containsEntry("PROCMON_RUN", "17")
                .containsEntry("PROCMON_STREAM", "stderr")
                .containsEntry("PROCMON_ID", Long.toString(line.id()))
                .containsEntry("PROCMON_TIMESTAMP_USEC", "1796094312123456")
                .hasSize(8);
    }

    @Test
    void aLineWithControlCharactersCannotForgeAField() {
        String text = "x\0\nPRIORITY=0\r";

        byte[] entry = JournalFormat.entry(List.of(Entries.line(text)));

        assertThat(JournalFields.of(entry)).containsEntry("MESSAGE", text).containsEntry("PRIORITY", "6");
        assertThat(new String(entry, StandardCharsets.ISO_8859_1)).startsWith("MESSAGE\n\u000e\0\0\0\0\0\0\0x\0\n");
    }

    @Test
    void thePiecesOfALineAreOneEntry() {
        List<LogEntry> lines = List.of(Entries.piece("a"), Entries.piece("b"), Entries.line("c"), Entries.line("d"));

        assertThat(LongLines.pieces(lines, 0)).hasSize(3);
        assertThat(LongLines.pieces(lines, 3)).hasSize(1);
        assertThat(JournalFields.of(JournalFormat.entry(lines.subList(0, 3)))).containsEntry("MESSAGE", "abc");
        assertThat(JournalFields.of(JournalFormat.entry(lines.subList(0, 2)))).containsEntry("PROCMON_PARTIAL", "1");
    }

    @Test
    void piecesOfOthersAreNotOfTheSameLine() {
        LogEntry other = Entries.line("stderr", "b".getBytes(StandardCharsets.UTF_8), false);

        assertThat(LongLines.pieces(List.of(Entries.piece("a"), other), 0)).hasSize(1);
    }

    @Test
    void aLineIsPutTogetherUpToABound() {
        LogEntry piece = Entries.piece("x".repeat(400 << 10));

        assertThat(LongLines.pieces(List.of(piece, piece, piece), 0)).hasSize(1);
    }
}
