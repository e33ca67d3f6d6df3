// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import dev.procmon.config.toml.SyntaxException.Resume;
import java.util.Locale;

/** Reads strings in the four notations: "basic", 'literal', and both over many lines. */
final class StringParser {

    private final Cursor cursor;

    StringParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Read the string whose opening quote is at the cursor. */
    TomlValue.Text parse() {
        return cursor.startsWith("\"\"\"") || cursor.startsWith("'''") ? ofManyLines() : ofOneLine();
    }

    /** Read a key in quotes, which has to stand on one line. */
    TomlValue.Text parseKey() {
        if (cursor.startsWith("\"\"\"") || cursor.startsWith("'''")) {
            throw SyntaxException.at(cursor.offset(), "a key cannot be a string of many lines");
        }
        return ofOneLine();
    }

    private TomlValue.Text ofOneLine() {
        int start = cursor.offset();
        int quote = cursor.peek();
        cursor.skip(1);
        int plainEnd = plain(quote);
        if (cursor.peek() == quote) {
            cursor.skip(1);
            return new TomlValue.Text(start, cursor.text().substring(start + 1, plainEnd), start + 1, true);
        }
        StringBuilder out = new StringBuilder(cursor.text().substring(start + 1, plainEnd));
        while (cursor.peek() != quote) {
            if (cursor.atLineEnd()) {
                throw SyntaxException.at(start, "the string is not closed on its line");
            }
            character(out, quote);
        }
        cursor.skip(1);
        return new TomlValue.Text(start, out.toString(), start + 1, false);
    }

    /** Skip what needs no look; return where it ends. */
    private int plain(int quote) {
        while (true) {
            int next = cursor.peek();
            if (next == quote || next == Cursor.END || Cursor.isControl(next) || (next == '\\' && quote == '"')) {
                return cursor.offset();
            }
            cursor.skip(1);
        }
    }

    private TomlValue.Text ofManyLines() {
        int start = cursor.offset();
        int quote = cursor.peek();
        String closing = cursor.text().substring(start, start + 3);
        cursor.skip(3);
        if (cursor.atLineEnd()) {
            cursor.skipLine();
        }
        int body = cursor.offset();
        StringBuilder out = new StringBuilder();
        try {
            lines(out, quote, closing, start);
        } catch (SyntaxException fault) {
            // Its other lines are no statements.
            int end = cursor.text().indexOf(closing, cursor.offset());
            cursor.moveTo(end < 0 ? cursor.text().length() : end + 3);
            throw fault;
        }
        boolean verbatim =
                cursor.offset() - body == out.length() && cursor.text().startsWith(out.toString(), body);
        closeManyLines(out, quote);
        return new TomlValue.Text(start, out.toString(), body, verbatim);
    }

    private void lines(StringBuilder out, int quote, String closing, int start) {
        while (!cursor.startsWith(closing)) {
            if (cursor.peek() == Cursor.END) {
                throw new SyntaxException(start, Resume.NOWHERE, "the string is not closed with " + closing);
            }
            if (cursor.atLineEnd()) {
                lineEnd(out);
            } else {
                character(out, quote);
            }
        }
    }

    /** Close a string of many lines: up to two quotes may stand before the three that close it. */
    private void closeManyLines(StringBuilder out, int quote) {
        int quotes = 3;
        while (quotes < 5 && cursor.peek(quotes) == quote) {
            out.append((char) quote);
            quotes++;
        }
        cursor.skip(quotes);
    }

    private void lineEnd(StringBuilder out) {
        if (cursor.peek() == '\r') {
            out.append('\r');
            cursor.skip(1);
        }
        out.append('\n');
        cursor.skip(1);
    }

    private void character(StringBuilder out, int quote) {
        int next = cursor.peek();
        if (next == '\\' && quote == '"') {
            escape(out);
        } else if (Cursor.isControl(next)) {
            throw SyntaxException.at(
                    cursor.offset(),
                    "a string holds the control character " + cursor.describe() + "; write it as an escape");
        } else {
            out.append((char) next);
            cursor.skip(1);
        }
    }

    private void escape(StringBuilder out) {
        int at = cursor.offset();
        cursor.skip(1);
        int letter = cursor.peek();
        if (Cursor.isBlank(letter) || cursor.atLineEnd()) {
            continueLine(at);
            return;
        }
        cursor.skip(1);
        switch (letter) {
            case 'b' -> out.append('\b');
            case 't' -> out.append('\t');
            case 'n' -> out.append('\n');
            case 'f' -> out.append('\f');
            case 'r' -> out.append('\r');
            case 'e' -> out.append('\u001b');
            case '"', '\\' -> out.append((char) letter);
            case 'x' -> out.appendCodePoint(codePoint(at, 2));
            case 'u' -> out.appendCodePoint(codePoint(at, 4));
            case 'U' -> out.appendCodePoint(codePoint(at, 8));
            default -> {
                cursor.moveTo(at + 1);
                throw SyntaxException.at(
                        at,
                        "a backslash before " + cursor.describe()
                                + " means nothing; write \\\\ for a backslash, or put the string in single quotes");
            }
        }
    }

    /** A backslash at the end of a line of a string of many lines takes away the line end and the blanks behind it. */
    private void continueLine(int at) {
        cursor.skipBlanks();
        if (!cursor.atLineEnd() || cursor.peek() == Cursor.END) {
            throw SyntaxException.at(at, "a backslash before a blank means nothing; write \\\\ for a backslash");
        }
        while (cursor.peek() != Cursor.END && (cursor.atLineEnd() || Cursor.isBlank(cursor.peek()))) {
            cursor.skip(1);
        }
    }

    private int codePoint(int at, int digits) {
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int next = cursor.peek();
            int digit = next == Cursor.END || next > 'f' ? -1 : Character.digit((char) next, 16);
            if (digit < 0) {
                throw SyntaxException.at(at, "an escape of a character needs " + digits + " hexadecimal digits");
            }
            value = value << 4 | digit;
            cursor.skip(1);
        }
        if (value > Character.MAX_CODE_POINT || (value >= 0xd800 && value <= 0xdfff)) {
            throw SyntaxException.at(
                    at, "there is no character U+" + Long.toHexString(value).toUpperCase(Locale.ROOT));
        }
        return (int) value;
    }
}
