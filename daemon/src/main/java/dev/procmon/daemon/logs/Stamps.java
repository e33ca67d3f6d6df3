// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LineNumber;
import java.time.InstantSource;

/**
 * Times of chunks in microseconds since 1970: each unlike all others of this supervisor, and later, though the clock stand still or be
 * set back a little. For the output thread.
 */
final class Stamps {

    /** Before the first. */
    private static final long NONE = Long.MIN_VALUE / 2;

    private final InstantSource clock;
    private long last = NONE;

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    /** Return what the clock shows, which may have been a stamp before. */
    long now() {
        return LineNumber.microsOf(clock.instant());
    }

    /** Return the next stamp, by the clock: also by one that was set back, unless that was little. */
    long next() {
        long now = now();
        boolean believed = now > last || ClockSetBack.since(last, now);
        last = believed ? now : last + 1;
        return last;
    }

    /**
     * Return the next stamp without a look at the clock: for what came at the same time, but must have one of its own. The first of all is of the
     * clock: a file of an earlier supervisor is closed before anything is written.
     */
    long following() {
        if (last == NONE) {
            return next();
        }
        last++;
        return last;
    }

    /** Return a time, and give out only later ones from now on. */
    long reserve(long micros) {
        last = Math.max(last, micros);
        return micros;
    }
}
