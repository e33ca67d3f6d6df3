// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a line of cron by the rules of crontab(5): five fields, minute to day of the week, or six with the second first. A
 * field is {@code *}, a number or a name, a range {@code a-b}, either of {@code *} and a range with a step {@code /n}, or a
 * list of these with commas. Of the words, {@code @yearly}, {@code @annually}, {@code @monthly}, {@code @weekly}, {@code
 * @daily}, {@code @midnight} and {@code @hourly}.
 */
public final class CronLine {

    /** What a text is. */
    public sealed interface Reading {

        /** Times. */
        record Understood(CronTimes times) implements Reading {}

        /**
         * No line of cron.
         *
         * @param index of the character at which it shows
         * @param message what is wrong there
         */
        record Refused(int index, String message) implements Reading {}
    }

    private static final class Refusal extends RuntimeException {
        private final transient Reading.Refused refused;

        Refusal(int index, String message) {
            super(message, null, false, false);
            refused = new Reading.Refused(index, message);
        }
    }

    private record Part(int index, String text) {}

    private static final int LENGTH_MAX = 500;
    private static final int SHOWN_MAX = 20;
    private static final int FIELDS_MAX = 6;
    private static final int FIELDS_MIN = 5;

    private CronLine() {}

    /** Read a text. */
    public static Reading read(String text) {
        if (text.length() > LENGTH_MAX) {
            return new Reading.Refused(0, "more than " + LENGTH_MAX + " characters");
        }
        try {
            return new Reading.Understood(times(parts(unfolded(text), ' ', 0)));
        } catch (Refusal refusal) {
            return refusal.refused;
        }
    }

    private static String unfolded(String text) {
        String plain = text.replace('\t', ' ');
        if (!plain.startsWith("@")) {
            return plain;
        }
        return switch (plain.strip()) {
            case "@yearly", "@annually" -> "0 0 1 1 *";
            case "@monthly" -> "0 0 1 * *";
            case "@weekly" -> "0 0 * * 0";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@hourly" -> "0 * * * *";
            default ->
                throw new Refusal(
                        0,
                        "an unknown word; expected @yearly, @monthly, @weekly, @daily, @hourly, or @every and a duration"
                                + " such as @every 10s");
        };
    }

    private static CronTimes times(List<Part> parts) {
        if (parts.size() != FIELDS_MIN && parts.size() != FIELDS_MAX) {
            throw new Refusal(
                    0,
                    parts.size() + " fields; expected 5 (minute, hour, day of the month, month, day of the week), or 6"
                            + " with the second first");
        }
        int at = parts.size() - FIELDS_MIN;
        CronSet second = at == 0 ? new CronSet(1, false) : field(CronField.SECOND, parts.getFirst());
        CronTimes times = new CronTimes(
                second,
                field(CronField.MINUTE, parts.get(at)),
                field(CronField.HOUR, parts.get(at + 1)),
                field(CronField.DAY, parts.get(at + 2)),
                field(CronField.MONTH, parts.get(at + 3)),
                weekdays(field(CronField.WEEKDAY, parts.get(at + 4))));
        if (!times.hasDay()) {
            throw new Refusal(parts.get(at + 2).index(), "a day that no month of these has, so that it never comes");
        }
        return times;
    }

    /** Make one Sunday of the two. */
    private static CronSet weekdays(CronSet written) {
        long sunday = written.has(7) ? 1 : 0;
        return new CronSet((written.bits() | sunday) & 0x7F, written.starred());
    }

    private static CronSet field(CronField field, Part part) {
        long bits = 0;
        for (Part element : parts(part.text(), ',', part.index())) {
            bits |= element(field, element);
        }
        return new CronSet(bits, part.text().startsWith("*"));
    }

    private static long element(CronField field, Part part) {
        int slash = part.text().indexOf('/');
        String range = slash < 0 ? part.text() : part.text().substring(0, slash);
        int dash = range.indexOf('-');
        int step = slash < 0 ? 1 : step(field, part, slash);
        if (range.equals("*")) {
            return bits(field.min(), field.max(), step);
        }
        if (dash < 0 && slash >= 0) {
            throw new Refusal(
                    part.index(),
                    "a step without a range in the " + field.title() + "; write a range, as in " + field.min() + "-"
                            + field.max() + "/2");
        }
        int from = value(field, dash < 0 ? range : range.substring(0, dash), part.index());
        if (dash < 0) {
            return 1L << from;
        }
        int to = value(field, range.substring(dash + 1), part.index() + dash + 1);
        if (to == 0 && field == CronField.WEEKDAY) {
            to = field.max();
        }
        if (from > to) {
            throw new Refusal(part.index(), "a range of the " + field.title() + " that ends before it begins");
        }
        return bits(from, to, step);
    }

    private static long bits(int from, int to, int step) {
        long bits = 0;
        for (int value = from; value <= to; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static int step(CronField field, Part part, int slash) {
        int step = number(part.text().substring(slash + 1));
        if (step < 1 || step > field.max()) {
            throw new Refusal(
                    part.index() + slash + 1,
                    "a step of the " + field.title() + " that is no number from 1 to " + field.max());
        }
        return step;
    }

    private static int value(CronField field, String text, int index) {
        int named = field.names().indexOf(text.toUpperCase(Locale.ROOT));
        int value = named >= 0 ? named + field.min() : number(text);
        if (value < field.min() || value > field.max()) {
            throw new Refusal(
                    index, shown(text) + " in the " + field.title() + ", expected " + field.range() + ", or *");
        }
        return value;
    }

    /** Return what stands somewhere, fit for a message: the text may hold anything. */
    private static String shown(String text) {
        boolean plain = text.length() <= SHOWN_MAX;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = text.charAt(i) > ' ' && text.charAt(i) < 0x7f;
        }
        return text.isEmpty() ? "nothing" : plain ? "\"" + text + "\"" : "something odd";
    }

    /** Return a number of up to two digits, or what is less than every value. */
    private static int number(String text) {
        if (text.isEmpty() || text.length() > 2) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** Return the parts of a text between separators; blanks may stand in a row. */
    private static List<Part> parts(String text, char separator, int base) {
        List<Part> parts = new ArrayList<>(FIELDS_MAX);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                if (i > start || separator != ' ') {
                    parts.add(new Part(base + start, text.substring(start, i)));
                }
                start = i + 1;
            }
        }
        return parts;
    }
}
