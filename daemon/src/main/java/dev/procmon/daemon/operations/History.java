// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.daemon.api.Operations.Following;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What has happened: the event log. From any thread; nothing here blocks. */
public interface History {

    /** Note an event. Return it with its number. */
    Event append(Event event);

    /** Return the number of the last event, 0 where there is none. */
    long lastId();

    /**
     * Return the events that a query asks for.
     *
     * @param wanted events of which programs, of none where empty; the patterns of the query are not looked at
     */
    CompletableFuture<EventPage> page(EventQuery query, Predicate<Optional<String>> wanted);

    /** Tell of the events that were, then of those that come, each once and in order. */
    Following follow(EventQuery query, Predicate<Optional<String>> wanted, Consumer<Event> listener);

    /** Return how many events are lost since the supervisor began: dropped, or never written. */
    long lost();

    /** Return what does not work with it at the moment, a sentence each. */
    List<String> troubles();
}
