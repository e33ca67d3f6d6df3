// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * Reads moments. The form in which all of them are written here, {@code 2026-01-31T12:00:00.000001Z}, is read by hand: what Java has for it
 * costs a client of a thousand programs more than all else.
 */
final class Moment {

    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int FRACTION = FORM.length();
    private static final int DIGITS_MAX = 9;
    private static final int DAY = 86_400;

    private final String text;

    private Moment(String text) {
        this.text = text;
    }

    /**
     * Read one.
     *
     * @throws DateTimeParseException where it is none
     */
    static Instant parse(String text) {
        Moment moment = new Moment(text);
        return moment.isUsual() ? moment.read() : Instant.parse(text);
    }

    /** Tell whether it has the usual form, and numbers that can be those of a moment wherever one looks. */
    private boolean isUsual() {
        int end = text.length() - 1;
        if (end < FRACTION || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < FRACTION; i++) {
            char form = FORM.charAt(i);
            if (form == 'd' ? !isDigit(i) : text.charAt(i) != form) {
                return false;
            }
        }
        return hasFraction(end)
                && number(5, 2) >= 1
                && number(5, 2) <= 12
                && number(8, 2) >= 1
                && number(8, 2) <= YearMonth.of(number(0, 4), number(5, 2)).lengthOfMonth()
                && number(11, 2) < 24
                && number(14, 2) < 60
                && number(17, 2) < 60;
    }

    private boolean hasFraction(int end) {
        if (end == FRACTION) {
            return true;
        }
        if (text.charAt(FRACTION) != '.' || end == FRACTION + 1 || end > FRACTION + 1 + DIGITS_MAX) {
            return false;
        }
        for (int i = FRACTION + 1; i < end; i++) {
            if (!isDigit(i)) {
                return false;
            }
        }
        return true;
    }

    private Instant read() {
        long days = LocalDate.of(number(0, 4), number(5, 2), number(8, 2)).toEpochDay();
        long seconds = number(11, 2) * 3_600L + number(14, 2) * 60L + number(17, 2);
        int digits = Math.max(0, text.length() - 2 - FRACTION);
        long nanos = digits == 0 ? 0 : number(FRACTION + 1, digits);
        for (int i = digits; i < DIGITS_MAX; i++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(days * DAY + seconds, nanos);
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int number(int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
