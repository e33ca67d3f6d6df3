// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers queries. On the thread of the log only. */
record EventPages(EventReader reader) {

    /** So many events are in a page at most. */
    private static final int PAGE_MAX = 10_000;

    /** So many of the latest are meant where nothing says how many or from when on. */
    private static final int LATEST = 1000;

    EventPage page(EventQuery query, EventFilter filter) {
        List<Event> events = new ArrayList<>();
        long from = from(query);
        if (isLatest(query)) {
            int count = count(query);
            reader.backwards(new EventScan(from, Long.MAX_VALUE, query.since(), filter, event -> {
                events.add(event);
                return events.size() < count;
            }));
            Collections.reverse(events);
        } else {
            reader.forwards(new EventScan(from, Long.MAX_VALUE, query.since(), filter, event -> {
                events.add(event);
                return events.size() < PAGE_MAX;
            }));
        }
        return new EventPage(events, reader.oldest());
    }

    /**
     * Return the number of the first event that one who follows wants.
     *
     * @param last the number of the last event that was when it was asked for: of how many are the latest
     */
    long first(EventQuery query, EventFilter filter, long last) {
        long from = from(query);
        if (!isLatest(query)) {
            return from;
        }
        int count = count(query);
        long[] first = {last + 1};
        int[] seen = {0};
        reader.backwards(new EventScan(from, last + 1, query.since(), filter, event -> {
            first[0] = event.id();
            seen[0]++;
            return seen[0] < count;
        }));
        return first[0];
    }

    private long from(EventQuery query) {
        long after = query.after().isPresent() ? query.after().getAsLong() + 1 : 0;
        long since = query.since().isPresent() ? reader.firstSince(query.since().get()) : 0;
        return Math.max(after, since);
    }

    private static boolean isLatest(EventQuery query) {
        return query.last().isPresent()
                || (query.after().isEmpty() && query.since().isEmpty());
    }

    private static int count(EventQuery query) {
        return Math.clamp(query.last().orElse(LATEST), 1, PAGE_MAX);
    }
}
