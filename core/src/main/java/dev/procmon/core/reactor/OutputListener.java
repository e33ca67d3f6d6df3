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
     * Tell whether it can take more now. Where not, nothing more is read, and the process waits once its pipe is full. Asked
     * before each read; after a no again whenever a task of {@link Reactor#afterOutput} has run, so whoever has room again gives
     * one. What there is when the process has ended is delivered after a yes as well, and at the end of the reactor in any case.
     */
    default boolean isReady() {
        return true;
    }

    /**
     * No more bytes will come from this stream: nobody can write to it any longer, or it is no longer read. Once per stream, both of
     * every process that was spawned. A stream that is not read apart ({@link dev.procmon.core.program.Stdio}) ends when the process
     * begins: standard error where all is read as standard output, and both where nothing is read.
     *
     * <p>Where another process still has the stream when the run is over, it goes on, for as long as at least once a minute something
     * comes, and not more than 64 such runs are listened to: beyond that the one that ended first gives way.
     */
    void ended(StdStream stream);
}
