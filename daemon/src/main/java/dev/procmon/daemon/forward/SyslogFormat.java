// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line as a message of syslog (RFC 5424). The process id is the number of the run: it changes when the program was started anew, which is
 * what it is good for. The message has no byte order mark, which many receivers would show, so that it is of no said encoding. Control
 * characters but for the tab become {@code #} and three octal digits, as rsyslog writes them: one line cannot look like two.
 */
final class SyslogFormat {

    /** The longest name of an application. */
    private static final int NAME_MAX = 48;

    /** The longest name of a host. */
    private static final int HOST_MAX = 255;

    /** The number of an enterprise that RFC 5612 has for examples; procmon has none of its own. */
    private static final String ELEMENT = " [procmon@32473 run=\"";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final int facility;
    private final String host;

    SyslogFormat(int facility, String host) {
        this.facility = facility;
        this.host = printable(host, HOST_MAX);
    }

    /** Return the message of a line. */
    byte[] message(LogEntry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(entry.bytes().length + 256);
        out.writeBytes(header(entry).getBytes(StandardCharsets.US_ASCII));
        for (byte each : entry.bytes()) {
            if ((each >= 0 && each < ' ' && each != '\t') || each == 0x7f) {
                escape(out, each);
            } else {
                out.write(each);
            }
        }
        return out.toByteArray();
    }

    private String header(LogEntry entry) {
        StringBuilder text = new StringBuilder();
        text.append('<').append(facility * 8 + Severity.of(entry)).append(">1 ");
        text.append(TIME.format(LineNumber.time(entry.id())))
                .append(' ')
                .append(host)
                .append(' ');
        text.append(printable(entry.program(), NAME_MAX)).append(' ');
        text.append(entry.run()).append(' ').append(entry.stream());
        text.append(ELEMENT).append(entry.run()).append("\" stream=\"").append(entry.stream());
        text.append("\" id=\"").append(entry.id()).append('"');
        if (entry.continued()) {
            text.append(" partial=\"true\"");
        }
        return text.append("] ").toString();
    }

    private static void escape(ByteArrayOutputStream out, byte control) {
        out.write('#');
        out.write('0' + (control >> 6));
        out.write('0' + (control >> 3 & 7));
        out.write('0' + (control & 7));
    }

    /** Names are of printable ASCII. */
    private static String printable(String name, int max) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), max); i++) {
            char each = name.charAt(i);
            text.append(each > ' ' && each < 0x7f ? each : '?');
        }
        return text.isEmpty() ? "-" : text.toString();
    }
}
