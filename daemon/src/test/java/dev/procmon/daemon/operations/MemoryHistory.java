// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.daemon.api.Operations.Following;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An event log in memory. */
final class MemoryHistory implements History {

    final List<Event> events = new ArrayList<>();
    long lost;
    final List<String> troubles = new ArrayList<>();

    @Override
    public Event append(Event event) {
        Event numbered = event.numbered(events.size() + 1L);
        events.add(numbered);
        return numbered;
    }

    @Override
    public long lastId() {
        return events.size();
    }

    @Override
    public CompletableFuture<EventPage> page(EventQuery query, Predicate<Optional<String>> wanted) {
        List<Event> found = new ArrayList<>();
        for (Event each : events) {
            if (wanted.test(each.program()) && each.id() > query.after().orElse(0)) {
                found.add(each);
            }
        }
        int from = Math.max(0, found.size() - query.last().orElse(Integer.MAX_VALUE));
        return CompletableFuture.completedFuture(new EventPage(found.subList(from, found.size()), 1));
    }

    @Override
    public Following follow(EventQuery query, Predicate<Optional<String>> wanted, Consumer<Event> listener) {
        page(query, wanted).join().events().forEach(listener);
        return () -> {};
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public List<String> troubles() {
        return troubles;
    }
}
