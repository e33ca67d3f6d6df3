// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import dev.procmon.config.toml.TomlValue.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Reads the values that are no strings and have no brackets: true, 42, 0x2a, 1.5, inf, 1979-05-27 07:32. */
final class ScalarParser {

    private final Cursor cursor;

    ScalarParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Read the word at the cursor. */
    Scalar parse() {
        int start = cursor.offset();
        String word = word();
        if (word.isEmpty()) {
            throw SyntaxException.at(start, "expected a value, found " + cursor.describe());
        }
        if (word.equals("true") || word.equals("false")) {
            return new TomlValue.Truth(start, word.equals("true"));
        }
        char first = word.charAt(0);
        boolean sign = first == '+' || first == '-';
        String unsigned = sign ? word.substring(1) : word;
        if (unsigned.equals("inf") || unsigned.equals("nan")) {
            double magnitude = unsigned.equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
            return new TomlValue.Real(start, first == '-' ? -magnitude : magnitude);
        }
        if (unsigned.isEmpty() || !Cursor.isDigit(unsigned.charAt(0))) {
            throw SyntaxException.at(start, noValue(word));
        }
        if (!sign && isMoment(word)) {
            return moment(start, word);
        }
        return isPrefixed(word) ? prefixed(start, word) : decimal(start, word, unsigned);
    }

    private String word() {
        int start = cursor.offset();
        skipWord();
        // One blank may part a date from a time.
        if (cursor.offset() - start == 10
                && cursor.peek() == ' '
                && Cursor.isDigit(cursor.peek(1))
                && cursor.peek(-3) == '-'
                && cursor.peek(-6) == '-') {
            cursor.skip(1);
            skipWord();
        }
        return cursor.text().substring(start, cursor.offset());
    }

    private void skipWord() {
        while (!cursor.atLineEnd() && !Cursor.isBlank(cursor.peek()) && ",]}#=".indexOf(cursor.peek()) < 0) {
            cursor.skip(1);
        }
    }

    private static String noValue(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return "expected a value, found " + word + "; it is written " + lower;
        }
        return "expected a value, found " + shortened(word) + "; a string needs quotes";
    }

    private static boolean isMoment(String word) {
        return word.length() >= 5 && (word.charAt(2) == ':' || (word.length() >= 10 && word.charAt(4) == '-'));
    }

    private static Scalar moment(int start, String word) {
        String text = word.toUpperCase(Locale.ROOT).replace(' ', 'T');
        try {
            if (text.charAt(2) == ':') {
                LocalTime.parse(text);
            } else if (text.length() == 10) {
                LocalDate.parse(text);
            } else if (text.endsWith("Z") || text.indexOf('+') > 0 || text.indexOf('-', 10) > 0) {
                OffsetDateTime.parse(text);
            } else {
                LocalDateTime.parse(text);
            }
        } catch (DateTimeException _) {
            throw SyntaxException.at(start, shortened(word) + " is no date or time");
        }
        return new TomlValue.Moment(start, word);
    }

    private static boolean isPrefixed(String word) {
        return word.length() > 2 && word.charAt(0) == '0' && "xob".indexOf(word.charAt(1)) >= 0;
    }

    private static Scalar prefixed(int start, String word) {
        int radix =
                switch (word.charAt(1)) {
                    case 'x' -> 16;
                    case 'o' -> 8;
                    default -> 2;
                };
        int end = digits(word, 2, radix);
        if (end != word.length()) {
            throw noNumber(start, word);
        }
        return whole(start, word, word.substring(2), radix);
    }

    private static Scalar decimal(int start, String word, String unsigned) {
        int whole = digits(unsigned, 0, 10);
        if (whole < 0) {
            throw noNumber(start, word);
        }
        if (whole > 1 && unsigned.charAt(0) == '0') {
            throw SyntaxException.at(start, "a number has no leading zeros");
        }
        if (whole == unsigned.length()) {
            return whole(start, word, word, 10);
        }
        int end = whole;
        if (unsigned.charAt(end) == '.') {
            end = digits(unsigned, end + 1, 10);
        }
        if (end > 0 && end < unsigned.length() && (unsigned.charAt(end) | 0x20) == 'e') {
            boolean sign = end + 1 < unsigned.length() && "+-".indexOf(unsigned.charAt(end + 1)) >= 0;
            end = digits(unsigned, end + (sign ? 2 : 1), 10);
        }
        if (end != unsigned.length()) {
            throw noNumber(start, word);
        }
        double value = Double.parseDouble(word.replace("_", ""));
        if (Double.isInfinite(value)) {
            throw SyntaxException.at(start, "the number " + shortened(word) + " is too large");
        }
        return new TomlValue.Real(start, value);
    }

    /**
     * Skip digits, which single underscores may part; return where they end, or -1 where there are none or a stray one.
     */
    private static int digits(String word, int from, int radix) {
        int at = from;
        boolean digitBefore = false;
        for (; at < word.length(); at++) {
            char c = word.charAt(at);
            boolean digit = c < 0x80 && Character.digit(c, radix) >= 0;
            if (!digit && (c != '_' || !digitBefore)) {
                break;
            }
            digitBefore = digit;
        }
        return digitBefore ? at : -1;
    }

    private static Scalar whole(int start, String word, String digits, int radix) {
        try {
            return new TomlValue.Whole(start, Long.parseLong(digits.replace("_", ""), radix));
        } catch (NumberFormatException _) {
            throw SyntaxException.at(start, "the integer " + shortened(word) + " does not fit into 64 bits");
        }
    }

    private static SyntaxException noNumber(int start, String word) {
        return SyntaxException.at(start, shortened(word) + " is no number; a string needs quotes");
    }

    private static String shortened(String word) {
        String quoted = TomlText.quote(TomlText.shortened(word));
        return quoted.substring(1, quoted.length() - 1);
    }
}
