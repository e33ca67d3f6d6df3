// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1m30s}, {@code 2h}, {@code 1d}; units from the
 * largest to the smallest, each once, the last number with a fraction if need be ({@code 1.5h}). A bare number is
 * seconds.
 */
public final class DurationText {

    /** The longest duration that is understood: 100 years. */
    public static final Duration MAX = Duration.ofDays(36_525);

    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us", "ns"};
    private static final long[] NANOS = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000, 1_000_000, 1_000, 1
    };
    private static final int SECONDS = 3;

    private final String text;
    private int at;
    private long nanos;

    private DurationText(String text) {
        this.text = text;
    }

    /** Read a duration, if it is one. */
    public static Optional<Duration> parse(String text) {
        DurationText reading = new DurationText(text);
        boolean understood = !text.isEmpty() && reading.parts();
        return understood ? Optional.of(Duration.ofNanos(reading.nanos)) : Optional.empty();
    }

    /** Take a number of seconds as a duration, if it can be one. */
    public static Optional<Duration> ofSeconds(double seconds) {
        boolean possible = seconds >= 0 && seconds <= MAX.toSeconds();
        return possible ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9))) : Optional.empty();
    }

    /**
     * Write a duration so that it reads back to the same: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 1m30s}.
     *
     * @param duration not negative, not longer than {@link #MAX}
     */
    public static String format(Duration duration) {
        if (duration.isNegative() || duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("duration " + duration + " is not between 0 and " + MAX);
        }
        long rest = duration.toNanos();
        if (rest < NANOS[SECONDS]) {
            return rest == 0 ? "0s" : smallest(rest);
        }
        StringBuilder out = new StringBuilder();
        for (int unit = 0; unit < SECONDS; unit++) {
            if (rest >= NANOS[unit]) {
                out.append(rest / NANOS[unit]).append(UNITS[unit]);
                rest %= NANOS[unit];
            }
        }
        if (rest > 0) {
            seconds(out, rest);
        }
        return out.toString();
    }

    private static String smallest(long nanos) {
        int unit = SECONDS + 1;
        while (nanos % NANOS[unit] != 0) {
            unit++;
        }
        return nanos / NANOS[unit] + UNITS[unit];
    }

    private static void seconds(StringBuilder out, long nanos) {
        out.append(nanos / NANOS[SECONDS]);
        long fraction = nanos % NANOS[SECONDS];
        if (fraction > 0) {
            String digits = Long.toString(NANOS[SECONDS] + fraction);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 1, end);
        }
        out.append('s');
    }

    private boolean parts() {
        int unitMin = 0;
        while (at < text.length()) {
            int whole = at;
            int wholeEnd = digits();
            boolean fraction = at < text.length() && text.charAt(at) == '.';
            at += fraction ? 1 : 0;
            int fractionStart = at;
            int fractionEnd = digits();
            int unit = unit(unitMin, whole == 0);
            if (whole == wholeEnd || unit < 0 || (fraction && (fractionStart == fractionEnd || at < text.length()))) {
                return false;
            }
            if (!add(whole, wholeEnd, unit) || !addFraction(fractionStart, fractionEnd, unit)) {
                return false;
            }
            unitMin = unit + 1;
        }
        return true;
    }

    /** Skip digits; return where they end. */
    private int digits() {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Read a unit from an index on; return its index, or -1. Only a number that stands alone goes without. */
    private int unit(int min, boolean first) {
        int start = at;
        while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        if (start == at) {
            return first && at == text.length() ? SECONDS : -1;
        }
        String unit = text.substring(start, at);
        for (int i = min; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return i;
            }
        }
        return -1;
    }

    private boolean add(int from, int to, int unit) {
        // 18 digits always fit into 64 bits.
        if (to - from > 18) {
            return false;
        }
        long number = Long.parseLong(text.substring(from, to));
        long room = MAX.toNanos() - nanos;
        if (number > room / NANOS[unit]) {
            return false;
        }
        nanos += number * NANOS[unit];
        return true;
    }

    /** Add a fraction of a unit, if it is one of whole nanoseconds. */
    private boolean addFraction(int from, int to, int unit) {
        long part = NANOS[unit];
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit != 0 && part % 10 != 0) {
                return false;
            }
            part /= 10;
            nanos += digit * part;
        }
        return nanos <= MAX.toNanos();
    }
}
