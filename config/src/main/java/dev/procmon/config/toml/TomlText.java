// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.List;
import java.util.StringJoiner;

/** Text in the notation of TOML. */
public final class TomlText {

    private static final int SHOWN_MAX = 60;

    private TomlText() {}

    /** Return the text itself where it is short enough for a message, else its beginning. */
    public static String shortened(String text) {
        if (text.length() <= SHOWN_MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN_MAX - 1)) ? SHOWN_MAX - 1 : SHOWN_MAX;
        return text.substring(0, end) + "...";
    }

    /** Return a string in double quotes, on one line. */
    public static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            append(out, value.charAt(i));
        }
        return out.append('"').toString();
    }

    /** Return a value as it could be written on one line. */
    public static String of(TomlValue value) {
        return switch (value) {
            case TomlValue.Text text -> quote(text.value());
            case TomlValue.Whole whole -> Long.toString(whole.value());
            case TomlValue.Real real -> Double.toString(real.value());
            case TomlValue.Truth truth -> Boolean.toString(truth.value());
            case TomlValue.Moment moment -> moment.text();
            case TomlValue.Array array -> list(array.elements());
            case TomlValue.Tables tables -> list(tables.elements());
            case TomlTable table -> table(table);
        };
    }

    private static String list(List<? extends TomlValue> elements) {
        StringJoiner list = new StringJoiner(", ", "[", "]");
        elements.forEach(element -> list.add(of(element)));
        return list.toString();
    }

    private static String table(TomlTable table) {
        StringJoiner fields = new StringJoiner(", ", "{ ", " }").setEmptyValue("{}");
        table.entries().forEach(entry -> fields.add(key(entry.key()) + " = " + of(entry.value())));
        return fields.toString();
    }

    /** Return a key: bare where that is allowed, else in quotes. */
    public static String key(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (!isBare(key.charAt(i))) {
                return quote(key);
            }
        }
        return key.isEmpty() ? "\"\"" : key;
    }

    /** Tell whether a character may stand in a key without quotes. */
    static boolean isBare(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }

    private static void append(StringBuilder out, char character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Cursor.isControl(character) || (character >= 0x80 && character < 0xa0)) {
                    out.append("\\u00");
                    out.append(Character.forDigit(character >> 4, 16)).append(Character.forDigit(character & 15, 16));
                } else {
                    out.append(character);
                }
            }
        }
    }
}
