// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.event.Event;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Picks out of lines the events that are wanted.
 *
 * @param from those of this number and greater ones
 * @param to those of smaller numbers than this
 * @param since those from this time of day on
 * @param filter those of these programs
 * @param found takes them; returns whether it wants more
 */
record EventScan(long from, long to, Optional<Instant> since, EventFilter filter, Predicate<Event> found) {

    /** What a line is to the one who looks for events. */
    enum Verdict {
        /** It was looked at, whether it is wanted or not. */
        SEEN,
        /** It was taken, and no more are wanted. */
        ENOUGH,
        /** It is no event. */
        UNREADABLE
    }

    /** Look at a line without its line feed. */
    Verdict look(byte[] line, int begin, int end) {
        OptionalLong id = EventHead.id(line, begin, end);
        if (id.isEmpty()) {
            return Verdict.UNREADABLE;
        }
        boolean isUnwanted = id.getAsLong() < from
                || id.getAsLong() >= to
                || (since.isPresent() && isEarlier(line, begin, end))
                || EventHead.isUnwanted(filter, line, begin, end);
        return isUnwanted ? Verdict.SEEN : read(Arrays.copyOfRange(line, begin, end));
    }

    private boolean isEarlier(byte[] line, int begin, int end) {
        Optional<Instant> time = EventHead.time(line, begin, end);
        return time.isPresent() && time.get().isBefore(since.orElseThrow());
    }

    private Verdict read(byte[] json) {
        try {
            Event event = Event.of(Json.object(json));
            return !filter.accepts(event.program()) || found.test(event) ? Verdict.SEEN : Verdict.ENOUGH;
        } catch (JsonException notAnEvent) {
            return Verdict.UNREADABLE;
        }
    }
}
