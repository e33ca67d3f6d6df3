// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import java.util.Optional;

/** Parts of a whole as people write them: {@code 10%}. */
final class RatioText {

    private static final int LENGTH_MAX = 20;

    private RatioText() {}

    /** Read a percentage. */
    static Optional<Double> parse(String text) {
        if (!text.endsWith("%") || text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String number = text.substring(0, text.length() - 1);
        for (int i = 0; i < number.length(); i++) {
            if ("0123456789.".indexOf(number.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(Double.parseDouble(number) / 100);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * Return a ratio as a value of the file that reads back to the same: a percentage where it is whole, else a number.
     */
    static String format(double ratio) {
        long percent = Math.round(ratio * 100);
        return percent / 100.0 == ratio ? TomlText.quote(percent + "%") : Double.toString(ratio);
    }
}
