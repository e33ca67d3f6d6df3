// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LineNumber;
import java.time.Instant;

/**
 * Tells from a time that was written down that the clock was set back since. Times of lines may be a little ahead of the clock, for each is
 * later than all before; so a difference of ten seconds means nothing.
 */
public final class ClockSetBack {

    private static final long TOLERATED_MICROS = 10_000_000;

    private ClockSetBack() {}

    /**
     * Tell whether a time has not come yet.
     *
     * @param micros which was the time of the clock once, in microseconds since 1970
     * @param now what the clock shows
     */
    public static boolean since(long micros, Instant now) {
        return since(micros, LineNumber.microsOf(now));
    }

    /** The same, both in microseconds. */
    static boolean since(long micros, long nowMicros) {
        return nowMicros < micros - TOLERATED_MICROS;
    }
}
