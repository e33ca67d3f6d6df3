// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line as an entry of the journal, in its native protocol: fields, each a line {@code NAME=value}; a value with control characters has its
 * length before it, in eight bytes, the lowest first. The pieces of a long line are one entry.
 */
final class JournalFormat {

    private JournalFormat() {}

    /** Return the entry of a line, or of the pieces of one. */
    static byte[] entry(List<LogEntry> pieces) {
        LogEntry first = pieces.getFirst();
        ByteArrayOutputStream out = new ByteArrayOutputStream(first.bytes().length + 256);
        message(out, pieces);
        field(out, "PRIORITY", Integer.toString(Severity.of(first)));
        field(out, "SYSLOG_IDENTIFIER", first.program());
        field(out, "PROCMON_PROGRAM", first.program());
        field(out, "PROCMON_RUN", Long.toString(first.run()));
        field(out, "PROCMON_STREAM", first.stream());
        field(out, "PROCMON_ID", Long.toString(first.id()));
        field(out, "PROCMON_TIMESTAMP_USEC", Long.toString(LineNumber.micros(first.id())));
        if (pieces.getLast().continued()) {
            field(out, "PROCMON_PARTIAL", "1");
        }
        return out.toByteArray();
    }

    private static void message(ByteArrayOutputStream out, List<LogEntry> pieces) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        pieces.forEach(each -> text.writeBytes(each.bytes()));
        byte[] value = text.toByteArray();
        out.writeBytes("MESSAGE".getBytes(StandardCharsets.US_ASCII));
        if (isPlain(value)) {
            out.write('=');
        } else {
            out.write('\n');
            out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value.length)
                    .array());
        }
        out.writeBytes(value);
        out.write('\n');
    }

    private static void field(ByteArrayOutputStream out, String name, String value) {
        out.writeBytes((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(byte[] value) {
        for (byte each : value) {
            if (each >= 0 && each < ' ' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
