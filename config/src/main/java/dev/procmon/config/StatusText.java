// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.util.Optional;

/** Status codes of HTTP as people write them: one, or a range such as {@code 200-399}. */
record StatusText(int min, int max) {

    /** What passes where nothing else is said. */
    static final StatusText STANDARD = new StatusText(200, 399);

    private static final int LEAST = 100;
    private static final int GREATEST = 599;

    /** Read a value of the file, if it is that. */
    static Optional<StatusText> of(TomlValue value) {
        if (value instanceof TomlValue.Whole whole && whole.value() >= LEAST && whole.value() <= GREATEST) {
            return Optional.of(new StatusText((int) whole.value(), (int) whole.value()));
        }
        if (!(value instanceof TomlValue.Text text)) {
            return Optional.empty();
        }
        int dash = text.value().indexOf('-');
        int min = code(dash < 0 ? text.value() : text.value().substring(0, dash));
        int max = dash < 0 ? min : code(text.value().substring(dash + 1));
        return min <= max && max <= GREATEST ? Optional.of(new StatusText(min, max)) : Optional.empty();
    }

    /** Return a value of the file that reads back to the same. */
    String format() {
        return min == max ? Integer.toString(min) : "\"" + min + "-" + max + "\"";
    }

    /** Return a number of three digits, or more than every status has. */
    private static int code(String digits) {
        boolean valid = digits.length() == 3;
        int number = 0;
        for (int i = 0; valid && i < 3; i++) {
            char c = digits.charAt(i);
            valid = c >= '0' && c <= '9';
            number = number * 10 + (c - '0');
        }
        return valid && number >= LEAST ? number : GREATEST + 1;
    }
}
