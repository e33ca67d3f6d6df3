// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.output;

import dev.procmon.control.json.JsonFields;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.json.ToJson;
import java.time.Instant;
import java.util.Optional;

/**
 * A line that a program has written, or a piece of a long one.
 *
 * @param id its number among all lines of the supervisor: what {@code after} takes
 * @param time when it was read
 * @param program who has written it
 * @param run which run of it; 0 for a notice of procmon itself, which stands for what was lost
 * @param stream {@code stdout} or {@code stderr}
 * @param text the line without its line feed; the printable form of its bytes where they are not UTF-8
 * @param bytes the bytes of the line in Base64 (RFC 4648), where they are not UTF-8
 * @param part {@code whole}, or {@code first}, {@code middle}, {@code last} for a piece of a long line
 */
public record LogLine(
        long id,
        Instant time,
        String program,
        long run,
        String stream,
        String text,
        Optional<String> bytes,
        String part)
        implements ToJson {

    @Override
    public void fields(JsonFields out) {
        out.number("id", id).time("time", time).text("program", program).number("run", run);
        out.text("stream", stream).text("text", text).text("bytes", bytes).text("part", part);
    }

    /** Read it back. */
    public static LogLine of(JsonObject json) {
        return new LogLine(
                json.number("id"),
                json.time("time"),
                json.text("program"),
                json.number("run"),
                json.text("stream"),
                json.text("text"),
                json.maybeText("bytes"),
                json.text("part"));
    }
}
