// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Lines to be sent. */
final class Entries {

    static final Instant TIME = Instant.parse("2026-12-01T03:05:12.123456Z");

    private Entries() {}

    static LogEntry line(String text) {
        return line("stdout", text.getBytes(StandardCharsets.UTF_8), false);
    }

    static LogEntry piece(String text) {
        return line("stdout", text.getBytes(StandardCharsets.UTF_8), true);
    }

    static LogEntry error(String text) {
        return line("stderr", text.getBytes(StandardCharsets.UTF_8), false);
    }

    static LogEntry line(String stream, byte[] bytes, boolean continued) {
        return of("web", 17, stream, bytes, continued);
    }

    static LogEntry of(String program, long run, String stream, byte[] bytes, boolean continued) {
        return new LogEntry(
                LineNumber.of(LineNumber.microsOf(TIME), 3), TIME, program, run, stream, bytes, continued, false);
    }
}
