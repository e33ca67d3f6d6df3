// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells of lines that a receiver refuses, but not of each: a program may write nothing else. For one thread. */
final class Refusals {

    /** How often it is told at the most. */
    static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final Consumer<ForwardReport> reports;
    private long untold;
    private String cause = "";
    private Instant told = Instant.EPOCH;

    Refusals(Consumer<ForwardReport> reports) {
        this.reports = reports;
    }

    void add(long bytes, String why) {
        untold += bytes;
        cause = why;
    }

    /** Tell of a receiver what was not told yet, if the last time is long enough ago. */
    void tell(String name, Instant now) {
        Optional<Duration> wait = untilTold(now);
        if (wait.isPresent() && !wait.get().isPositive()) {
            told = now;
            tellAll(name);
        }
    }

    /** The same whenever the last time was. */
    void tellAll(String name) {
        if (untold > 0) {
            reports.accept(new ForwardReport.Lost(name, untold, cause));
            untold = 0;
        }
    }

    /** Return after how long there is something to be told, if there is. A clock that was set back makes it no longer. */
    Optional<Duration> untilTold(Instant now) {
        if (untold == 0) {
            return Optional.empty();
        }
        Duration since = Duration.between(told, now);
        return Optional.of(since.isNegative() ? Duration.ZERO : TELL_EVERY.minus(since));
    }
}
