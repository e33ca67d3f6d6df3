// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Things with growing numbers that can be followed: events, or lines. */
interface Feed<T> {

    /** Return those that were. */
    CompletableFuture<List<T>> past();

    /** Follow those that come after a number; all of them where there is none. */
    CompletableFuture<Operations.Following> follow(OptionalLong after, Consumer<T> listener);

    /** Return the number of one. */
    long id(T each);

    /** Return one as a server-sent event. One that goes to many clients is made once. Thread-safe. */
    byte[] frame(T each);
}
