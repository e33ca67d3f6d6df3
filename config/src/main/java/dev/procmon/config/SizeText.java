// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import java.util.OptionalLong;

/**
 * Sizes as people write them. KB, MB, GB, TB are powers of 1000, as their names say; KiB, MiB, GiB, TiB are powers of
 * 1024. A bare number, or one with B, is a number of bytes.
 */
final class SizeText {

    private static final String[] UNITS = {"B", "KB", "KiB", "MB", "MiB", "GB", "GiB", "TB", "TiB"};
    private static final long[] BYTES = {
        1, 1_000, 1L << 10, 1_000_000, 1L << 20, 1_000_000_000, 1L << 30, 1_000_000_000_000L, 1L << 40
    };

    private SizeText() {}

    /** Read a size: a whole number, and a unit right behind it or after one blank. */
    static OptionalLong parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        // 18 digits always fit into 64 bits.
        if (digits == 0 || digits > 18) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        String unit = text.substring(digits).stripLeading();
        for (int i = 0; i < UNITS.length; i++) {
            if (unit.isEmpty() || UNITS[i].equalsIgnoreCase(unit)) {
                return number > Long.MAX_VALUE / BYTES[i] ? OptionalLong.empty() : OptionalLong.of(number * BYTES[i]);
            }
        }
        return OptionalLong.empty();
    }

    /** Read a value of the file: text, or a number of bytes. */
    static OptionalLong of(TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            return parse(text.value());
        }
        return value instanceof TomlValue.Whole whole && whole.value() >= 0
                ? OptionalLong.of(whole.value())
                : OptionalLong.empty();
    }

    /** Write a size so that it reads back to the same: in the largest unit of 1000 that divides it, else of 1024. */
    static String format(long bytes) {
        int decimal = largest(bytes, 1);
        int unit = decimal > 0 ? decimal : largest(bytes, 2);
        return bytes / BYTES[unit] + UNITS[unit];
    }

    /** Return the largest unit of one kind that divides a size, else bytes; the kinds take turns in the table. */
    private static int largest(long bytes, int first) {
        int largest = 0;
        for (int i = first; i < UNITS.length; i += 2) {
            if (bytes >= BYTES[i] && bytes % BYTES[i] == 0) {
                largest = i;
            }
        }
        return largest;
    }
}
