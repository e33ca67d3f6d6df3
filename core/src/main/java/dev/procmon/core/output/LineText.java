// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a line: its bytes as UTF-8, or where they are not that, all of them in printable form, as Python's {@code
 * repr} of a bytes object has it ({@code b'\xffhello'}). Not thread-safe, for it keeps a decoder.
 */
public final class LineText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** Make a reader of lines. */
    public LineText() {}

    /** Return the text of these bytes. */
    public String of(byte[] bytes, int length) {
        Optional<String> utf8 = utf8(bytes, length);
        return utf8.isPresent() ? utf8.get() : printable(bytes, length);
    }

    /** Return these bytes as UTF-8, if they are that. */
    public Optional<String> utf8(byte[] bytes, int length) {
        if (isAscii(bytes, length)) {
            return Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
        try {
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The Python language reference has no rule for this; the one of CPython's bytes_repr is followed. */
    private static String printable(byte[] bytes, int length) {
        char quote = contains(bytes, length, '\'') && !contains(bytes, length, '"') ? '"' : '\'';
        StringBuilder text = new StringBuilder(length + 16).append('b').append(quote);
        for (int i = 0; i < length; i++) {
            append(text, bytes[i] & 0xFF, quote);
        }
        return text.append(quote).toString();
    }

    private static void append(StringBuilder text, int value, char quote) {
        switch (value) {
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\\' -> text.append("\\\\");
            default -> {
                if (value == quote) {
                    text.append('\\').append(quote);
                } else if (value < ' ' || value >= 0x7F) {
                    text.append("\\x").append(HEX[value >> 4]).append(HEX[value & 15]);
                } else {
                    text.append((char) value);
                }
            }
        }
    }

    private static boolean contains(byte[] bytes, int length, char wanted) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }
}
