// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * When files are rotated for their age: each day at midnight and at multiples of the period after it, as clocks on the wall show it; a
 * period of more than a day is counted in whole periods from the midnight at which 1970 began.
 */
final class RotationTimes {

    private static final Duration DAY = Duration.ofDays(1);

    private RotationTimes() {}

    /** Return the first time after this one. */
    static Instant next(Instant after, Duration every, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(after, zone);
        LocalDateTime origin =
                every.compareTo(DAY) <= 0 ? local.toLocalDate().atStartOfDay() : LocalDate.EPOCH.atStartOfDay();
        LocalDateTime nextMidnight = local.toLocalDate().plusDays(1).atStartOfDay();
        long periods = Duration.between(origin, local).dividedBy(every);
        Instant found = after;
        // More than one step only where the clock is put forward, or shows an hour twice.
        while (!found.isAfter(after)) {
            periods++;
            LocalDateTime next = origin.plus(every.multipliedBy(periods));
            if (every.compareTo(DAY) <= 0 && next.isAfter(nextMidnight)) {
                next = nextMidnight;
                origin = nextMidnight;
                nextMidnight = nextMidnight.plusDays(1);
                periods = 0;
            }
            found = next.atZone(zone).toInstant();
        }
        return found;
    }
}
