// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/**
 * The time of a line as text, {@code 2026-12-01T03:05:12.123456Z}, from and to microseconds since 1970. By own arithmetic, because a
 * time is written for each chunk and read for each line.
 */
final class LineTime {

    /** How long it is. */
    static final int LENGTH = 27;

    /** Microseconds. */
    static final long SECOND = 1_000_000;

    /** What {@link #parse} returns where there is no time: no line was written then. */
    static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400;

    /** Days from the first of March of the year 0, with which the calendar's arithmetic begins, to 1970. */
    private static final long DAYS_BEFORE_1970 = 719_468;

    private static final int DAYS_OF_400_YEARS = 146_097;

    /** The last microsecond of the year 9999, the last that has four digits. */
    private static final long LAST = 253_402_300_799_999_999L;

    private LineTime() {}

    /** Write a time. What is before 1970 or after 9999 becomes the first or last of them. */
    static void write(byte[] into, int at, long micros) {
        long time = Math.max(0, Math.min(micros, LAST));
        long seconds = time / SECOND;
        writeDate(into, at, seconds / DAY);
        int second = (int) (seconds % DAY);
        into[at + 10] = 'T';
        two(into, at + 11, second / 3600);
        into[at + 13] = ':';
        two(into, at + 14, second / 60 % 60);
        into[at + 16] = ':';
        two(into, at + 17, second % 60);
        into[at + 19] = '.';
        digits(into, at + 20, 6, (int) (time % SECOND));
        into[at + 26] = 'Z';
    }

    /** Return the time as names of files have it: {@code 20261201T030512.123456Z}. */
    static String compact(long micros) {
        byte[] full = new byte[LENGTH];
        write(full, 0, micros);
        StringBuilder text = new StringBuilder(LENGTH);
        for (byte each : full) {
            if (each != '-' && each != ':') {
                text.append((char) each);
            }
        }
        return text.toString();
    }

    /** Return the microseconds of a time as {@link #compact} writes it, or {@link #NONE}. */
    static long parseCompact(CharSequence text) {
        if (text.length() != LENGTH - 4) {
            return NONE;
        }
        byte[] full = new byte[LENGTH];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i == 4 || i == 6) {
                full[at++] = '-';
            } else if (i == 11 || i == 13) {
                full[at++] = ':';
            }
            full[at++] = (byte) Math.min(text.charAt(i), 127);
        }
        return parse(full, 0, LENGTH);
    }

    /** Return the microseconds of a time that begins here, or {@link #NONE} if there is none before the end. */
    static long parse(byte[] from, int at, int end) {
        if (end - at < LENGTH || !hasMarks(from, at)) {
            return NONE;
        }
        int year = number(from, at, 4);
        int month = number(from, at + 5, 2);
        int day = number(from, at + 8, 2);
        int hour = number(from, at + 11, 2);
        int minute = number(from, at + 14, 2);
        int second = number(from, at + 17, 2);
        int micros = number(from, at + 20, 6);
        // A part that holds something else than digits is negative.
        if ((year | hour | minute | second | micros) < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return NONE;
        }
        return (days(year, month, day) * DAY + hour * 3600L + minute * 60L + second) * SECOND + micros;
    }

    private static boolean hasMarks(byte[] from, int at) {
        return from[at + 4] == '-'
                && from[at + 7] == '-'
                && from[at + 10] == 'T'
                && from[at + 13] == ':'
                && from[at + 16] == ':'
                && from[at + 19] == '.'
                && from[at + 26] == 'Z';
    }

    /** The calendar repeats itself every 400 years; a year that begins with March has its leap day at the end. */
    private static long days(int year, int month, int day) {
        long years = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(years, 400L);
        long yearOfEra = years - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * DAYS_OF_400_YEARS
                + yearOfEra * 365
                + yearOfEra / 4
                - yearOfEra / 100
                + dayOfYear
                - DAYS_BEFORE_1970;
    }

    private static void writeDate(byte[] into, int at, long daysSince1970) {
        long days = daysSince1970 + DAYS_BEFORE_1970;
        long era = days / DAYS_OF_400_YEARS;
        long dayOfEra = days - era * DAYS_OF_400_YEARS;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (int) ((5 * dayOfYear + 2) / 153);
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        digits(into, at, 4, (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0)));
        into[at + 4] = '-';
        two(into, at + 5, month);
        into[at + 7] = '-';
        two(into, at + 8, (int) (dayOfYear - (153L * marchMonth + 2) / 5 + 1));
    }

    private static void two(byte[] into, int at, int value) {
        into[at] = (byte) ('0' + value / 10);
        into[at + 1] = (byte) ('0' + value % 10);
    }

    private static void digits(byte[] into, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Return the number, or a negative one where there are other things than digits. */
    private static int number(byte[] from, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            int digit = from[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
