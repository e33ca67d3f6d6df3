// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.monitor.News;
import dev.procmon.core.order.Group;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All children at one moment.
 *
 * @param now the moment
 * @param wall the same, as the time of day
 * @param subjects in the order of the configuration; beside the one that holds a name those who are to replace it or have had it before
 * @param groups how they belong together
 * @param givenUp the groups that were given up, and how
 * @param startingMax how many may be starting at a time, 0 for any number
 * @param lastEvent the number of the last event before
 */
record Scene(
        MonotonicTime now,
        Instant wall,
        List<Subject> subjects,
        List<Group> groups,
        Map<String, News.GroupGivenUp> givenUp,
        int startingMax,
        long lastEvent) {

    /** Return who holds a name. */
    Optional<Subject> holder(ProgramName name) {
        for (Subject each : subjects) {
            if (each.isHolder() && each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Return those who hold names. */
    List<Subject> holders() {
        List<Subject> holders = new ArrayList<>(subjects.size());
        for (Subject each : subjects) {
            if (each.isHolder()) {
                holders.add(each);
            }
        }
        return holders;
    }

    /** Return who holds a name, or all of the family of that name. */
    List<Subject> named(ProgramName name) {
        List<Subject> named = new ArrayList<>();
        for (Subject each : subjects) {
            if (each.isHolder()
                    && (each.name().equals(name) || each.name().family().equals(name))) {
                named.add(each);
            }
        }
        return named;
    }

    /** Return the time of day of a moment, as far as clocks were not set meanwhile. */
    Instant wallOf(MonotonicTime moment) {
        return wall.plus(moment.since(now));
    }

    /** Say how far off a moment is: {@code in 4s}, or {@code now}. */
    String in(MonotonicTime moment) {
        Duration left = moment.since(now);
        return left.isNegative() || left.isZero() ? "now" : "in " + DurationWords.of(left);
    }

    /** Say how long ago a moment was: {@code 3.2s ago}. */
    String ago(MonotonicTime moment) {
        return DurationWords.of(now.since(moment)) + " ago";
    }
}
