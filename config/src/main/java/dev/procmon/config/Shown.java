// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;

/** What the user wrote, as it is shown in a message: short, on one line, without control characters. */
final class Shown {

    private Shown() {}

    /** Return a text in double quotes. */
    static String text(String text) {
        return TomlText.quote(TomlText.shortened(text));
    }

    /** Return a key as part of the path of a value. */
    static String key(String key) {
        return TomlText.key(TomlText.shortened(key));
    }

    /** Return a text of somebody else as part of a message: on one line, and short. */
    static String plain(String text) {
        String quoted = text(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Return a value, in words. */
    static String value(TomlValue value) {
        return switch (value) {
            case TomlValue.Text text -> "the string " + text(text.value());
            case TomlValue.Whole whole -> "the integer " + whole.value();
            case TomlValue.Real real -> "the number " + real.value();
            case TomlValue.Truth truth -> Boolean.toString(truth.value());
            case TomlValue.Moment moment -> "the date or time " + TomlText.shortened(moment.text());
            case TomlValue.Array _ -> "an array";
            case TomlValue.Tables _ -> "an array of tables";
            case TomlTable _ -> "a table";
        };
    }

    /** Say how to make a string of a value that looks as if it was meant to be one. */
    static String quoteHint(TomlValue value) {
        return switch (value) {
            case TomlValue.Whole whole -> "; write \"" + whole.value() + "\"";
            case TomlValue.Truth truth -> "; write \"" + truth.value() + "\"";
            case TomlValue.Real _, TomlValue.Moment _ -> "; put it in quotes";
            case TomlValue.Text _, TomlValue.Array _, TomlValue.Tables _, TomlTable _ -> "";
        };
    }
}
