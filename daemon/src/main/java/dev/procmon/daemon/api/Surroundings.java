// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.util.function.BiConsumer;

/**
 * What all connections share. For the thread of the server.
 *
 * @param limits what is allowed
 * @param performer has done what is asked for
 * @param answers bytes of answers that wait for clients
 * @param pages whose turn it is to have a page
 * @param bodies bytes of bodies that wait for their turn
 * @param streams all streams
 * @param failures when the next request with a wrong token is answered
 * @param fault takes faults of procmon: what was being done, and what went wrong
 */
record Surroundings(
        Limits limits,
        Performer performer,
        Budget answers,
        PageTurns pages,
        Budget bodies,
        Streams streams,
        Delays failures,
        BiConsumer<String, Throwable> fault) {}
