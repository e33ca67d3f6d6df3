// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlValue;
import dev.procmon.core.program.Attributes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Processors as people write them: {@code 0-3,8}, as taskset(1) takes them, or an array of numbers. */
final class ProcessorsText {

    private ProcessorsText() {}

    /** Read a value of the file, if it is that; there is at least one. */
    static Optional<Set<Integer>> of(TomlValue value) {
        if (value instanceof TomlValue.Text text) {
            return parse(text.value());
        }
        if (!(value instanceof TomlValue.Array array)) {
            return Optional.empty();
        }
        Set<Integer> processors = new TreeSet<>();
        for (TomlValue element : array.elements()) {
            boolean valid = element instanceof TomlValue.Whole whole
                    && whole.value() >= 0
                    && whole.value() <= Attributes.PROCESSOR_MAX;
            if (!valid) {
                return Optional.empty();
            }
            processors.add((int) ((TomlValue.Whole) element).value());
        }
        return processors.isEmpty() ? Optional.empty() : Optional.of(processors);
    }

    /** Write processors so that they read back to the same. */
    static String format(Set<Integer> processors) {
        StringBuilder out = new StringBuilder();
        int last = -2;
        int start = -2;
        for (int each : new TreeSet<>(processors)) {
            if (each != last + 1) {
                close(out, start, last);
                out.append(out.isEmpty() ? "" : ",").append(each);
                start = each;
            }
            last = each;
        }
        close(out, start, last);
        return out.toString();
    }

    private static void close(StringBuilder out, int start, int last) {
        if (last > start) {
            out.append('-').append(last);
        }
    }

    private static Optional<Set<Integer>> parse(String text) {
        Set<Integer> processors = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            int dash = range.indexOf('-');
            int from = number(dash < 0 ? range : range.substring(0, dash));
            int to = dash < 0 ? from : number(range.substring(dash + 1));
            if (from > to || to > Attributes.PROCESSOR_MAX) {
                return Optional.empty();
            }
            for (int each = from; each <= to; each++) {
                processors.add(each);
            }
        }
        return Optional.of(processors);
    }

    /** Return a number, or more than every processor has. */
    private static int number(String digits) {
        boolean valid = !digits.isEmpty() && digits.length() <= 4;
        int number = 0;
        for (int i = 0; valid && i < digits.length(); i++) {
            char c = digits.charAt(i);
            valid = c >= '0' && c <= '9';
            number = number * 10 + (c - '0');
        }
        return valid ? number : Attributes.PROCESSOR_MAX + 1;
    }
}
