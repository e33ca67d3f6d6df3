// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a log file, read by the words of the format alone, not by the code of procmon.
 *
 * @param program who has written it; empty where the line does not say
 * @param run its number; 0 for procmon itself
 * @param stream 0 or 1
 * @param bytes as written, with the line feed where there was one
 */
record Entry(Optional<String> program, long run, int stream, ByteBuffer bytes) {
    private static final Pattern LINE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z (stdout|stderr) ([FP]):(\\d+)(?::([^ ]+))? ");
    private static final Pattern OBJECT = Pattern.compile(
            "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\",\"program\":\"([^\"]+)\",\"run\":(\\d+),"
                    + "\"stream\":\"(stdout|stderr)\",(\"partial\":true,)?\"(text|json|base64)\":");
    private static final int HEAD_MAX = 300;

    /** The line is without its line feed. Empty where it is none of the format. */
    static Optional<Entry> ofLine(byte[] line) {
        var matcher = LINE.matcher(head(line));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var bytes = Arrays.copyOfRange(line, matcher.end(), line.length);
        return Optional.of(new Entry(
                Optional.ofNullable(matcher.group(4)),
                Long.parseLong(matcher.group(3)),
                matcher.group(1).equals("stdout") ? 0 : 1,
                ByteBuffer.wrap(matcher.group(2).equals("F") ? fed(bytes) : bytes)));
    }

    static Optional<Entry> ofObject(byte[] line) {
        var matcher = OBJECT.matcher(head(line));
        if (!matcher.lookingAt() || line[line.length - 1] != '}') {
            return Optional.empty();
        }
        var value = Arrays.copyOfRange(line, matcher.end(), line.length - 1);
        var bytes =
                switch (matcher.group(5)) {
                    case "json" -> value;
                    case "base64" -> Base64.getDecoder().decode(Arrays.copyOfRange(value, 1, value.length - 1));
                    default -> unescape(new String(value, 1, value.length - 2, StandardCharsets.UTF_8));
                };
        return Optional.of(new Entry(
                Optional.of(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3).equals("stdout") ? 0 : 1,
                ByteBuffer.wrap(matcher.group(4) == null ? fed(bytes) : bytes)));
    }

    private static String head(byte[] line) {
        return new String(line, 0, Math.min(line.length, HEAD_MAX), StandardCharsets.ISO_8859_1);
    }

    private static byte[] fed(byte[] bytes) {
        var fed = Arrays.copyOf(bytes, bytes.length + 1);
        fed[bytes.length] = '\n';
        return fed;
    }

    /** The characters of a JSON string. */
    private static byte[] unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '\\') {
                plain.append(character);
                continue;
            }
            char letter = text.charAt(at++);
            plain.append(letter == 'u' ? (char) Integer.parseInt(text, at, at + 4, 16) : simple(letter));
            at += letter == 'u' ? 4 : 0;
        }
        return plain.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static char simple(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> letter;
        };
    }
}
