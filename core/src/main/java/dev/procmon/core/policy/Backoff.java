// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;

/**
 * How long to wait before the next run of a program that has died: {@code delay(n) = min(max, min * factor^n)} for the
 * n-th early death in a row, no wait after a life of at least {@code threshold}, which also starts the row anew. It
 * never gives up: at the cap it goes on.
 *
 * <p>The row is kept as the delay that comes next, not as a number, so that settings may change while it grows (the rule
 * of Twisted's {@code ProcessMonitor}: {@code min} is read when the row begins, all else when it is used).
 *
 * @param first the delay that a row begins with: {@code min}, or 0 for a first restart at once
 * @param min the shortest delay but for the first
 * @param max the longest delay, jitter included
 * @param factor by how much each delay is longer than the one before, at least 1
 * @param jitter the greatest part of a delay by which it is varied at random, 0 to 1, never beyond {@code max}
 * @param threshold a run that lived at least so long was no early death
 */
public record Backoff(Duration first, Duration min, Duration max, double factor, double jitter, Duration threshold) {

    private static final Duration LONGEST = Duration.ofDays(36_525);

    /** The shortest wait after an early death, whatever the settings: a crash loop must not eat the machine. */
    public static final Duration FLOOR = Duration.ofMillis(100);

    /** The seed's profile: 1 s doubling to 3600 s, a life of 1 s is long, no jitter. */
    public static final Backoff SEED =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3600), 2, 0, Duration.ofSeconds(1));

    /** The profile of the config file: 1 s doubling to 60 s, a life of 10 s is long, 10 % jitter inside the cap. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 0.1, Duration.ofSeconds(10));

    /**
     * What follows from a death.
     *
     * @param pause how long to wait before the next run
     * @param nextDelay the delay that comes next in the row
     */
    public record Verdict(Duration pause, Duration nextDelay) {}

    public Backoff {
        check(first);
        check(min);
        check(max);
        check(threshold);
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("back-off factor " + factor + " is less than 1");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("back-off jitter " + jitter + " is not between 0 and 1");
        }
    }

    /** Make a back-off whose rows begin with {@code min}. */
    public Backoff(Duration min, Duration max, double factor, double jitter, Duration threshold) {
        this(min, min, max, factor, jitter, threshold);
    }

    /** Tell whether a run has lived so long that its death was no early one. */
    public boolean isLongLife(Duration uptime) {
        return uptime.compareTo(threshold) >= 0;
    }

    /** Say what follows from a death after a long life: no wait, and a new row. */
    public Verdict afterLongLife() {
        return new Verdict(Duration.ZERO, first);
    }

    /**
     * Say what follows from an early death.
     *
     * @param delay the delay that is next in the row
     * @param chance a number in [0, 1) drawn for this death, which picks the jitter
     */
    public Verdict afterEarlyDeath(Duration delay, double chance) {
        if (delay.isZero() && first.isZero() && !min.isZero()) {
            return new Verdict(Duration.ZERO, shorter(longer(min, FLOOR), max));
        }
        Duration pause = longer(jittered(shorter(delay, max), chance), FLOOR);
        return new Verdict(pause, shorter(times(delay, factor), max));
    }

    private static void check(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("back-off with a duration that is negative or longer than 100 years");
        }
    }

    /** Spread the delay over [delay, delay * (1 + jitter)), moved down so far that the cap holds. */
    private Duration jittered(Duration delay, double chance) {
        if (jitter == 0) {
            return delay;
        }
        Duration width = times(delay, jitter);
        Duration highest = shorter(delay.plus(width), max);
        return highest.minus(width).plus(times(width, chance));
    }

    private static Duration times(Duration duration, double by) {
        double nanos = duration.toNanos() * by;
        // Whole factors stay exact: 2^63 ns is 292 years, beyond which a double loses nothing that matters.
        return Duration.ofNanos(nanos >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.round(nanos));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
