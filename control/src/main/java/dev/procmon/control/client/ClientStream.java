// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.time.Duration;
import java.util.Optional;

/** Things that come one after the other for as long as one listens. */
public interface ClientStream<T> extends AutoCloseable {

    /**
     * Wait for the next one.
     *
     * @param patience how long to wait
     * @return the next one; empty when none came in that time
     * @throws ClientException where the supervisor has gone, or refuses
     */
    Optional<T> next(Duration patience);

    /** Listen no more. From any thread: one that waits in {@link #next} returns empty. */
    @Override
    void close();
}
