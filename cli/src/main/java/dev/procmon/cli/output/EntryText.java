// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

import dev.procmon.control.output.LogLine;
import dev.procmon.logs.LogEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Makes of what a file holds what a supervisor would answer of it. */
final class EntryText {

    private static final String HEX = "0123456789abcdef";

    private EntryText() {}

    static LogLine line(LogEntry entry) {
        Optional<String> text = text(entry.bytes());
        return new LogLine(
                entry.id(),
                entry.time(),
                entry.program(),
                entry.run(),
                entry.stream(),
                text.isPresent() ? text.get() : printable(entry.bytes()),
                text.isPresent()
                        ? Optional.empty()
                        : Optional.of(Base64.getEncoder().encodeToString(entry.bytes())),
                part(entry));
    }

    private static String part(LogEntry entry) {
        return entry.continued() ? entry.continuing() ? "middle" : "first" : entry.continuing() ? "last" : "whole";
    }

    /** Return bytes as UTF-8, if they are that. */
    private static Optional<String> text(byte[] bytes) {
        if (isAscii(bytes)) {
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        try {
            // A new decoder reports what is malformed.
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes as Python writes them, as everywhere in procmon: {@code b'\xffhello'}. */
    private static String printable(byte[] bytes) {
        char quote = holds(bytes, '\'') && !holds(bytes, '"') ? '"' : '\'';
        StringBuilder out = new StringBuilder(bytes.length + 16).append('b').append(quote);
        for (byte each : bytes) {
            append(out, each & 0xFF, quote);
        }
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int value, char quote) {
        if (value == quote || value == '\\') {
            out.append('\\').append((char) value);
        } else if (value == '\t' || value == '\r' || value == '\n') {
            out.append(value == '\t' ? "\\t" : value == '\r' ? "\\r" : "\\n");
        } else if (value < ' ' || value > '~') {
            out.append("\\x").append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
        } else {
            out.append((char) value);
        }
    }

    private static boolean holds(byte[] bytes, char wanted) {
        for (byte each : bytes) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }
}
