// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The events that a query asks for, and their form.
 *
 * @param frames makes each but once, however many follow
 */
record EventFeed(Operations operations, EventQuery query, Frames frames) {

    /** Return those that were. */
    CompletableFuture<List<Event>> past() {
        return operations.events(query).thenApply(EventPage::events);
    }

    /** Follow those that come after a number; all of them where there is none. */
    CompletableFuture<Operations.Following> follow(OptionalLong after, Consumer<Event> listener) {
        OptionalLong from = after.isPresent() ? after : query.after();
        return operations.followEvents(
                new EventQuery(query.programs(), from, query.since(), OptionalInt.empty()), listener);
    }

    /** Return one as a server-sent event. Thread-safe. */
    byte[] frame(Event each) {
        return frames.frame(each.id(), each.kind(), each);
    }
}
