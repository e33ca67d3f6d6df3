// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.process.StdStream;
import java.nio.ByteBuffer;

/**
 * Is told what one process writes, on the output thread. A listener that takes its time makes the process wait, once the
 * pipe is full; it delays no restart.
 */
public interface OutputListener {

    /** Bytes have come. The buffer is only valid during the call. */
    void output(StdStream stream, ByteBuffer bytes);

    /**
     * No more bytes will come from this stream: nobody can write to it any longer, or it is no longer read. Once per
     * stream.
     */
    void ended(StdStream stream);
}
