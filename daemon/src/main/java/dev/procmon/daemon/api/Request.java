// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.util.Optional;

/**
 * A request that has arrived whole.
 *
 * @param method its method, such as {@code GET}
 * @param target its target as it came
 * @param host what it calls this server
 * @param origin the page that sent it, if that was a page
 * @param authorization the proof of who sends it
 * @param accept what it wants to get
 * @param lastEventId the last that it knows of a stream
 * @param keepsAlive whether another may follow
 * @param body its body, empty where it has none
 */
record Request(
        String method,
        String target,
        String host,
        Optional<String> origin,
        Optional<String> authorization,
        String accept,
        Optional<String> lastEventId,
        boolean keepsAlive,
        Bytes body) {

    /** Tell whether it wants a stream. */
    boolean wantsStream() {
        return accept.contains(OpenStream.MEDIA_TYPE);
    }
}
