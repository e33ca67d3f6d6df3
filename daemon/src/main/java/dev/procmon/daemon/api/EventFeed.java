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

/** The events that a query asks for. */
record EventFeed(Operations operations, EventQuery query, Frames frames) implements Feed<Event> {

    @Override
    public CompletableFuture<List<Event>> past() {
        return operations.events(query).thenApply(EventPage::events);
    }

    @Override
    public CompletableFuture<Operations.Following> follow(OptionalLong after, Consumer<Event> listener) {
        OptionalLong from = after.isPresent() ? after : query.after();
        return operations.followEvents(
                new EventQuery(query.programs(), from, query.since(), OptionalInt.empty()), listener);
    }

    @Override
    public long id(Event each) {
        return each.id();
    }

    @Override
    public byte[] frame(Event each) {
        return frames.frame(each.id(), each.kind(), each);
    }
}
