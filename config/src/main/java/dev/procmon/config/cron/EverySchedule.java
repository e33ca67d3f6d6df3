// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.cron;

import dev.procmon.core.policy.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * After each period, the first time at a whole multiple of it since the beginning of 1970 (UTC): neither a restart of the
 * supervisor nor a change of its clock delays the next time by more than a period.
 *
 * @param text as it was written
 * @param period at least 1 s, at most 100 years
 */
public record EverySchedule(String text, Duration period) implements Schedule {

    /** The shortest period. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    public EverySchedule {
        if (period.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a period of less than 1 s");
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        // Nanoseconds since 1970 fit into 64 bits until the year 2262.
        long since = Duration.between(Instant.EPOCH, after).toNanos();
        long ahead = period.toNanos() - Math.floorMod(since, period.toNanos());
        return Optional.of(after.plusNanos(ahead));
    }

    @Override
    public Optional<Duration> interval() {
        return Optional.of(period);
    }

    @Override
    public String toString() {
        return text;
    }
}
