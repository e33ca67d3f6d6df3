// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/**
 * Keeps what a program writes from acting upon the terminal of whoever looks: control characters are shown, not sent. Also
 * shown are those that change the direction of text, begin a line, or are not to be seen, by which a line can look like another one.
 */
public final class SafeText {

    private static final String HEX = "0123456789abcdef";
    private static final char ESCAPE = 0x1B;
    private static final char C1_LAST = 0x9F;
    private static final int BMP_LAST = 0xFFFF;

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    /** Letters and marks that take part in no script of today and show nothing (Unicode: Default_Ignorable_Code_Point), and a blank of Braille. */
    private static final int[] UNSEEN = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0};

    private SafeText() {}

    /** Tell whether a text is harmless at a glance: printable ASCII and tabs. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Return a text with all of its control characters shown. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        append(out, text, false);
        return out.toString();
    }

    /**
     * Append a text.
     *
     * @param colours whether sequences that set colours (SGR) may pass; then they end with the text
     */
    public static void append(StringBuilder out, String text, boolean colours) {
        if (isPlain(text)) {
            out.append(text);
            return;
        }
        boolean coloured = false;
        int at = 0;
        while (at < text.length()) {
            int end = colours && text.charAt(at) == ESCAPE ? ColourSequence.end(text, at) : at;
            if (end > at) {
                out.append(text, at, end);
                coloured = true;
                at = end;
            } else {
                int point = text.codePointAt(at);
                append(out, point);
                at += Character.charCount(point);
            }
        }
        if (coloured) {
            out.append(Style.RESET);
        }
    }

    private static void append(StringBuilder out, int point) {
        if (isControl(point)) {
            hex(out.append("\\x"), point, 2);
        } else if (!misleads(point)) {
            out.appendCodePoint(point);
        } else if (point <= BMP_LAST) {
            hex(out.append("\\u"), point, 4);
        } else {
            hex(out.append("\\U"), point, 8);
        }
    }

    private static void hex(StringBuilder out, int number, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt((number >> shift) & 15));
        }
    }

    private static boolean isControl(int point) {
        return (point < ' ' && point != '\t') || (point > '~' && point <= C1_LAST);
    }

    private static boolean misleads(int point) {
        if (point <= '~') {
            return false;
        }
        return switch (Character.getType(point)) {
            // Two of them are letters of a kind: Persian and Indian scripts, and emoji, are not to be read without.
            case Character.FORMAT -> point != NON_JOINER && point != JOINER;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> isUnseen(point);
        };
    }

    private static boolean isUnseen(int point) {
        for (int each : UNSEEN) {
            if (each == point) {
                return true;
            }
        }
        return false;
    }
}
