// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import java.io.IOException;
import java.util.List;

/** Somebody who takes lines. For one thread, which is interrupted where it is to give up at once. */
public interface Receiver extends AutoCloseable {

    /**
     * Send lines, in their order; waits for as long as the receiver may need for that, but not for ever. Connects where that is needed.
     *
     * @param lines at least one
     * @return how many of the first of them it has taken: at least one
     * @throws LineRefusedException if it will never take the first of them, and has taken none: that line is passed over, lest it hold up
     *     all others for ever
     * @throws IOException if it has taken none that is known of; the message says why, to a person. What it has taken in spite of that it
     *     gets again
     */
    int send(List<LogEntry> lines) throws IOException;

    /** Let it go. */
    @Override
    void close();
}
