// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.time.Duration;

/** Durations as events have them. */
final class Milliseconds {

    private Milliseconds() {}

    /** Return a duration in milliseconds; microseconds are all that is worth telling. */
    static double of(Duration duration) {
        long microseconds = duration.toNanos() / 1_000;
        return microseconds / 1e3;
    }
}
