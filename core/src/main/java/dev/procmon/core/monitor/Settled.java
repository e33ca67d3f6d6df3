// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import java.time.Instant;
import java.util.Optional;

/** How a child has come to rest after something was asked of it. */
public sealed interface Settled {

    /** This run of it runs and is ready. */
    record Ready(long run) implements Settled {}

    /** This run of it has ended with success, and it is not started again. */
    record Completed(long run) implements Settled {}

    /**
     * It waits for its time.
     *
     * @param next when that is, if it ever comes
     */
    record Scheduled(Optional<Instant> next) implements Settled {}

    /** It is down, and wanted so. */
    record Stopped() implements Settled {}

    /**
     * It is not as it was asked to be: it backs off after a death or a failed spawn, was given up, has ended without success, or
     * was removed.
     *
     * @param why what has happened, as what follows the name of the program in a sentence
     */
    record Failed(String why) implements Settled {}
}
