// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

/** A place in the text that moves on, and the few questions that every part of the grammar asks about it. */
final class Cursor {

    /** What {@link #peek} says behind the last character. */
    static final int END = -1;

    private final String text;
    private int offset;

    Cursor(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int offset() {
        return offset;
    }

    void moveTo(int other) {
        offset = other;
    }

    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        int at = offset + ahead;
        return at < text.length() ? text.charAt(at) : END;
    }

    void skip(int characters) {
        offset += characters;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, offset);
    }

    void skipBlanks() {
        while (isBlank(peek())) {
            offset++;
        }
    }

    boolean atLineEnd() {
        return peek() == END || peek() == '\n' || (peek() == '\r' && peek(1) == '\n');
    }

    /** Skip blanks, line ends and comments. */
    void skipToContent() {
        while (true) {
            skipBlanks();
            skipComment();
            if (peek() == END || !atLineEnd()) {
                return;
            }
            skipLine();
        }
    }

    /** Skip a comment, if there is one, up to the end of the line. */
    void skipComment() {
        if (peek() != '#') {
            return;
        }
        while (!atLineEnd()) {
            if (isControl(peek())) {
                throw SyntaxException.at(offset, "a comment holds the control character " + describe());
            }
            offset++;
        }
    }

    /** Go to the beginning of the next line. */
    void skipLine() {
        int end = text.indexOf('\n', offset);
        offset = end < 0 ? text.length() : end + 1;
    }

    /** Say what stands here, for a message. */
    String describe() {
        if (peek() == END) {
            return "the end of the file";
        }
        if (atLineEnd()) {
            return "the end of the line";
        }
        int character = text.codePointAt(offset);
        return Character.isISOControl(character)
                ? "U+%04X".formatted(character)
                : "'" + Character.toString(character) + "'";
    }

    static boolean isBlank(int character) {
        return character == ' ' || character == '\t';
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Tell whether TOML refuses a character even inside strings and comments. */
    static boolean isControl(int character) {
        return (character >= 0 && character < ' ' && character != '\t') || character == 0x7f;
    }
}
