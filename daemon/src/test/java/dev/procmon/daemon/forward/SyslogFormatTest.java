// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.logs.LogEntry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SyslogFormatTest {

    private static final int DAEMON = 3;
    private static final String ID = Long.toString(Entries.line("").id());

    private final SyslogFormat format = new SyslogFormat(DAEMON, "host.example");

    @Test
    void aLineOfStandardOutputIsInformation() {
        assertThat(text(Entries.line("listening on port 8080")))
                .isEqualTo("<30>1 2026-12-01T03:05:12.123456Z host.example web 17 stdout "
                        + "[procmon@32473 run=\"17\" stream=\"stdout\" id=\"" + ID + "\"] listening on port 8080");
    }

    @Test
    void aLineOfStandardErrorIsAWarning() {
        assertThat(text(Entries.error("oh")))
                .isEqualTo("<28>1 2026-12-01T03:05:12.123456Z host.example web 17 stderr "
                        + "[procmon@32473 run=\"17\" stream=\"stderr\" id=\"" + ID + "\"] oh");
    }

    @Test
    void aPieceOfALongLineSaysSo() {
        assertThat(text(Entries.piece("so"))).endsWith("id=\"" + ID + "\" partial=\"true\"] so");
    }

    @Test
    void controlCharactersCannotForgeAMessage() {
        assertThat(text(Entries.line("a\r<0>1 b\0\u001b[31m\tc\u007f"))).endsWith("] a#015<0>1 b#000#033[31m\tc#177");
    }

    @Test
    void whatIsNotAsciiIsSentAsItIsWithoutAMark() {
        byte[] bytes = {(byte) 0xff, (byte) 0xc3, (byte) 0xa4};

        byte[] message = format.message(Entries.line("stdout", bytes, false));

        assertThat(message).endsWith(bytes);
        assertThat(message[message.length - 4]).isEqualTo((byte) ' ');
    }

    @Test
    void namesAreCutAndOfPrintableCharacters() {
        LogEntry entry = Entries.of("ä b" + "x".repeat(60), 1, "stdout", new byte[0], false);

        assertThat(text(entry)).contains(" ??b" + "x".repeat(45) + " 1 stdout ");
        assertThat(new String(new SyslogFormat(0, "").message(entry), StandardCharsets.UTF_8))
                .contains("Z - ??b");
    }

    private String text(LogEntry entry) {
        return new String(format.message(entry), StandardCharsets.UTF_8);
    }
}
