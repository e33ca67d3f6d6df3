// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which events. A page of them is the latest where {@code last} says how many, and the latest 1,000 where nothing is said at all; else
 * the oldest of those that are asked for, at most 10,000, so that the next page is {@link #after} the last of this one. One who follows
 * gets all that come after, without a limit.
 *
 * @param programs of which programs, as in an action; all events where there are none
 * @param after only those with a greater number
 * @param since only those from this time of day on
 * @param last only so many, the latest; 1 to 10,000
 */
public record EventQuery(List<String> programs, OptionalLong after, Optional<Instant> since, OptionalInt last) {

    public EventQuery {
        programs = List.copyOf(programs);
    }

    /** All that come after a number. */
    public static EventQuery after(long id) {
        return new EventQuery(List.of(), OptionalLong.of(id), Optional.empty(), OptionalInt.empty());
    }
}
