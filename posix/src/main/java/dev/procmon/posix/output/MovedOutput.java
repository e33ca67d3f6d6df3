// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.util.Optional;

/** Takes output without looking at it: the kernel may move it into a file (splice(2)). On the output thread. */
public interface MovedOutput extends OutputListener {

    /**
     * Return the file that the next bytes of a stream go to, at its end; where empty, they are delivered as those of others are. Asked
     * before each read.
     */
    Optional<OutputFile> target(StdStream stream);

    /** So many bytes were moved into the target. */
    void moved(StdStream stream, int bytes);

    /** The bytes could not be moved, for the reason of this errno; they are delivered next, unless {@link #isReady} says no. */
    void notMoved(StdStream stream, int errno);
}
