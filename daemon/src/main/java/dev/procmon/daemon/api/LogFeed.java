// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The lines that a query asks for. */
record LogFeed(Operations operations, LogQuery query, Frames frames) implements Feed<LogLine> {

    private static final String KIND = "line";

    @Override
    public CompletableFuture<List<LogLine>> past() {
        return operations.logs(query).thenApply(LogPage::lines);
    }

    @Override
    public CompletableFuture<Operations.Following> follow(OptionalLong after, Consumer<LogLine> listener) {
        OptionalLong from = after.isPresent() ? after : query.after();
        return operations.followLogs(query.from(from).all(), listener);
    }

    @Override
    public long id(LogLine each) {
        return each.id();
    }

    @Override
    public byte[] frame(LogLine each) {
        return frames.frame(each.id(), KIND, each);
    }
}
