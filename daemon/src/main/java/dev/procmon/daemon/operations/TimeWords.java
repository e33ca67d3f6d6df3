// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as people are told of them. */
final class TimeWords {

    private TimeWords() {}

    /** Return a time of day to the second and how far off it is: {@code at 2026-11-25T03:00:00Z (in 3h12m)}. */
    static String of(Instant at, Scene scene) {
        Duration left = Duration.between(scene.wall(), at);
        return "at " + at.truncatedTo(ChronoUnit.SECONDS)
                + (left.isNegative() ? "" : " (in " + DurationWords.of(left) + ")");
    }
}
