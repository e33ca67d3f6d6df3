// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of a file that say that they go on: {@code P} in {@code lines}, {@code partial} in {@code json}. */
final class UnendedLine {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";
    private static final Pattern LINES =
            Pattern.compile("(" + TIME + " std(?:out|err) )P(:\\d+(?::[^ ]+)? )", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile(
            "(\\{\"time\":\"" + TIME
                    + "\",\"program\":\"[^\"]+\",\"run\":\\d+,\"stream\":\"std(?:out|err)\",)\"partial\":true,",
            Pattern.DOTALL);

    private UnendedLine() {}

    /** Return what ends a line: nothing but its end, of the same time and run. Empty where it has an end, or is no line of the format. */
    static Optional<byte[]> end(LogFormat format, byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return switch (format) {
            case RAW -> Optional.empty();
            case LINES -> {
                Matcher matcher = LINES.matcher(text);
                yield matcher.lookingAt() ? bytes(matcher.group(1) + "F" + matcher.group(2) + "\n") : Optional.empty();
            }
            case JSON -> {
                Matcher matcher = JSON.matcher(text);
                yield matcher.lookingAt() ? bytes(matcher.group(1) + "\"text\":\"\"}\n") : Optional.empty();
            }
        };
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
