// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.daemon.api.Operations.Following;
import dev.procmon.daemon.events.EventLog;
import dev.procmon.daemon.operations.History;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The event log, as those who do what is asked see it. */
record LoggedHistory(EventLog log) implements History {

    @Override
    public Event append(Event event) {
        return log.append(event);
    }

    @Override
    public long lastId() {
        return log.lastId();
    }

    @Override
    public CompletableFuture<EventPage> page(EventQuery query, Predicate<Optional<String>> wanted) {
        return log.page(query, wanted::test);
    }

    @Override
    public Following follow(EventQuery query, Predicate<Optional<String>> wanted, Consumer<Event> listener) {
        return log.follow(query, wanted::test, listener);
    }

    @Override
    public long lost() {
        return log.lost();
    }

    @Override
    public List<String> troubles() {
        return log.troubles();
    }
}
