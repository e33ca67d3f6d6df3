// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.time.Duration;

/**
 * What the server allows, so that nobody who talks to it can use up its memory or its time.
 *
 * @param requestLine the longest request line, in bytes
 * @param headers the most that the headers of a request may be together, in bytes
 * @param body the largest body, in bytes
 * @param pipelined how many requests of a connection may wait for those before them
 * @param answersWaiting how many bytes of answers may wait, of all connections together, for clients that have not read them yet
 * @param bodiesWaiting how many bytes of bodies may wait, of all connections together
 * @param streamBacklog how many bytes of a stream may wait for one client
 * @param replays how many streams tell at the same time what was before they began
 * @param failures how many requests with a wrong token are answered in a second
 * @param requestTime how long a request may take to arrive, from its first byte on
 * @param idle how long a connection may stand without a request, and an answer without being read
 * @param replayTime how long a stream may take to tell what was before it began
 * @param heartbeat how often a stream says that it is there
 * @param linger how long a connection is read after the last answer, so that the answer arrives
 */
record Limits(
        int requestLine,
        int headers,
        int body,
        int pipelined,
        long answersWaiting,
        long bodiesWaiting,
        int streamBacklog,
        int replays,
        int failures,
        Duration requestTime,
        Duration idle,
        Duration replayTime,
        Duration heartbeat,
        Duration linger) {

    static final Limits STANDARD = new Limits(
            8 << 10,
            16 << 10,
            64 << 10,
            16,
            8 << 20,
            4 << 20,
            256 << 10,
            4,
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2));
}
