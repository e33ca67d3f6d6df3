// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** The clocks of the host (clock_gettime(2)). */
public final class Clocks {

    private static final MemorySegment GET_TIME = Libc.function("clock_gettime");

    private static final int MONOTONIC = 1;
    private static final int SINCE_BOOT = 7;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Caller caller;
    private final Memory time;

    public Clocks(Caller caller) {
        this.caller = caller;
        this.time = caller.allocate(16);
    }

    /** Return the time, in nanoseconds, on the clock that stands still while the host sleeps. */
    public long monotonic() {
        return read(MONOTONIC);
    }

    /** Return the time, in nanoseconds, on the clock that goes on while the host sleeps. */
    public long sinceBoot() {
        return read(SINCE_BOOT);
    }

    private long read(int clock) {
        LibcException.check(caller.call(GET_TIME, clock, time.address()), "clock_gettime");
        return time.getLong(0) * NANOS_PER_SECOND + time.getLong(8);
    }
}
