// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** A stream of server-sent events to one client, as its connection sees it. For the thread of the server. */
interface OpenStream {

    String MEDIA_TYPE = "text/event-stream";

    /** Begin. */
    void start();

    /** Send what there is, as far as the client reads. */
    void pump();

    /** Say that this is still there, to a client that has read all there is. */
    void heartbeat();

    /** The connection is gone: send no more. */
    void end();
}
