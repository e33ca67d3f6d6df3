// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The number of a line: the microseconds of its time, and which of the lines with that time it is. It says where a line is in every file,
 * over all programs, restarts and daemons.
 */
public final class LineNumber {

    /** So many lines of a file may have the same time; who has more goes on with the next microsecond. */
    public static final int LINES_PER_TIME = 4096;

    private static final int BITS = 12;

    private static final Instant FIRST = time1970(Long.MIN_VALUE >> BITS);
    private static final Instant LAST = time1970(Long.MAX_VALUE >> BITS);

    private LineNumber() {}

    /**
     * Return a number.
     *
     * @param micros since 1970
     * @param nth which of the lines of the file with that time, from 0; 4,096 is the first of the next microsecond
     */
    public static long of(long micros, long nth) {
        return (micros << BITS) + nth;
    }

    /** Return the microseconds since 1970 in a number. */
    public static long micros(long number) {
        return number >> BITS;
    }

    /** Return which of the lines with its time it is, from 0. */
    public static int nth(long number) {
        return (int) (number & (LINES_PER_TIME - 1));
    }

    /** Return the time in a number. */
    public static Instant time(long number) {
        return time1970(micros(number));
    }

    /** Return the microseconds of a time since 1970; what is less than one is cut off. What no number can hold becomes the first or last. */
    public static long microsOf(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE >> BITS;
        }
        if (time.isAfter(LAST)) {
            return Long.MAX_VALUE >> BITS;
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant time1970(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, LineTime.SECOND), Math.floorMod(micros, LineTime.SECOND) * 1_000L);
    }
}
