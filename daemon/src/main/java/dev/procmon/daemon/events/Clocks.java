// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.core.time.MonotonicTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * What time it is.
 *
 * @param wall the time of day, for display only
 * @param monotonic the clock by which the length of things is measured
 * @param origin when the supervisor started
 */
public record Clocks(InstantSource wall, Supplier<MonotonicTime> monotonic, MonotonicTime origin) {

    /** Make clocks of a supervisor that starts now. */
    public Clocks(InstantSource wall, Supplier<MonotonicTime> monotonic) {
        this(wall, monotonic, monotonic.get());
    }

    /** Return the present moment. */
    public MonotonicTime now() {
        return monotonic.get();
    }

    /** Return which time of day a moment had that is not long ago, to the microsecond. */
    public Instant timeOfDay(MonotonicTime at) {
        return wall.instant().minus(now().since(at)).truncatedTo(ChronoUnit.MICROS);
    }

    /** Return how long after the start of the supervisor a moment was, in milliseconds. */
    public double milliseconds(MonotonicTime at) {
        return Milliseconds.of(at.since(origin));
    }
}
