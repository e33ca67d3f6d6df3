// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.time.Duration;

/** Durations as people say them: {@code 0.3s}, {@code 3.2s}, {@code 12s}, {@code 2m10s}, {@code 3h12m}, {@code 4d2h}. */
final class DurationWords {

    private static final long SECOND = 1_000;
    private static final long TENTH = 100;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private DurationWords() {}

    /** Return a duration in its two greatest units; below ten seconds to a tenth, below a tenth of a second in milliseconds. */
    static String of(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < TENTH) {
            return millis + "ms";
        }
        if (millis < 10 * SECOND - TENTH / 2) {
            long tenths = (millis + TENTH / 2) / TENTH;
            return tenths % 10 == 0 ? tenths / 10 + "s" : tenths / 10 + "." + tenths % 10 + "s";
        }
        long rounded = (millis + SECOND / 2) / SECOND * SECOND;
        if (rounded < MINUTE) {
            return rounded / SECOND + "s";
        }
        if (rounded < HOUR) {
            return two(rounded, MINUTE, "m", SECOND, "s");
        }
        return rounded < DAY ? two(rounded, HOUR, "h", MINUTE, "m") : two(rounded, DAY, "d", HOUR, "h");
    }

    private static String two(long millis, long great, String greatName, long small, String smallName) {
        long rest = millis % great / small;
        return millis / great + greatName + (rest == 0 ? "" : rest + smallName);
    }
}
