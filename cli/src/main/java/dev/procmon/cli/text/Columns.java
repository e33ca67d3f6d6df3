// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/** How many columns of a terminal a text takes (the usual wcwidth: East Asian characters and emoji take two). */
public final class Columns {

    private static final String ELLIPSIS = "\u2026";

    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60,
        0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
    };

    private Columns() {}

    /** Return the width of a text. */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            columns += of(point);
            i += Character.charCount(point);
        }
        return columns;
    }

    /** Return a text that takes so many columns at the most, with an ellipsis where it was cut. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - 1;
        int end = 0;
        while (end < text.length() && room >= of(text.codePointAt(end))) {
            room -= of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return columns < 1 ? "" : text.substring(0, end) + ELLIPSIS;
    }

    /** Return a text with blanks behind it, up to a width. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (point >= WIDE[i] && point <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }
}
