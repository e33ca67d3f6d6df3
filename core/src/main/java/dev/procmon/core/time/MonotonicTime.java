// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.time;

import java.time.Duration;

/**
 * A moment on a monotonic clock, in nanoseconds since an origin that only the clock knows.
 *
 * <p>It says nothing of the time of day, is never set back, and two moments of different clocks must not be compared.
 * A delay that is too long for the clock leads to its last moment, which never comes.
 */
public record MonotonicTime(long nanos) implements Comparable<MonotonicTime> {

    /** The origin of the clock. */
    public static final MonotonicTime ORIGIN = new MonotonicTime(0);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Return the moment that lies so much later (earlier, for a negative delay), or the last moment of the clock where that is out of its range. */
    public MonotonicTime plus(Duration delay) {
        long more = nanos(delay);
        long sum = nanos + more;
        if (more >= 0 && sum < nanos) {
            return new MonotonicTime(Long.MAX_VALUE);
        }
        return new MonotonicTime(sum);
    }

    /** Return how much time has passed since an earlier moment of the same clock; negative where that one is later. */
    public Duration since(MonotonicTime earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    /** Tell whether this moment lies before another of the same clock. */
    public boolean isBefore(MonotonicTime other) {
        return nanos < other.nanos;
    }

    @Override
    public int compareTo(MonotonicTime other) {
        return Long.compare(nanos, other.nanos);
    }

    private static long nanos(Duration delay) {
        return delay.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : delay.toNanos();
    }
}
