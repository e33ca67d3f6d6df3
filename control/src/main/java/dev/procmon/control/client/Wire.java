// SPDX-License-Identifier: Apache-2.0
package dev.procmon.control.client;

import java.io.IOException;
import java.time.Duration;

/** A connection to a supervisor. {@link #close} may come from any thread, and ends what waits. */
interface Wire extends AutoCloseable {

    /**
     * Read some bytes, at least one.
     *
     * @return how many; -1 at the end
     * @throws WireTimeoutException when nothing came in time
     */
    int read(byte[] into, int offset, int count, Duration patience) throws IOException;

    /** Write all. */
    void write(byte[] bytes) throws IOException;

    @Override
    void close();

    /** Nothing came in time. */
    final class WireTimeoutException extends IOException {

        WireTimeoutException() {
            super("no answer");
        }
    }
}
