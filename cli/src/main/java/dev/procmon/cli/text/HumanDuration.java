// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import java.time.Duration;
import java.time.Instant;

/** Durations for people, in two units at the most: {@code 0.4s}, {@code 42s}, {@code 2m10s}, {@code 3h12m}, {@code 4d2h}. */
public final class HumanDuration {

    private static final long TENTH = 100;
    private static final long SECOND = 1_000;
    private static final long TENTHS_BELOW = 10 * SECOND;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private HumanDuration() {}

    /** Return a duration as people say it; one that is negative is none. */
    public static String of(Duration duration) {
        long ms = Math.max(0, duration.toMillis());
        if (ms < TENTHS_BELOW) {
            long tenths = ms % SECOND / TENTH;
            return ms / SECOND + (tenths == 0 ? "" : "." + tenths) + "s";
        }
        long seconds = ms / SECOND;
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return two(seconds, MINUTE, "m", 1, "s");
        }
        return seconds < DAY ? two(seconds, HOUR, "h", MINUTE, "m") : two(seconds, DAY, "d", HOUR, "h");
    }

    /** Return the time from one moment to a later one. */
    public static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + largeUnit + (rest == 0 ? "" : rest + smallUnit);
    }
}
