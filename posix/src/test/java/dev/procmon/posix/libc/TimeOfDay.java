// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

/** Sets the time of day of the host to what it is, for tests of who is told that it was set. */
public final class TimeOfDay {

    private static final int REALTIME = 0;

    private final Caller caller;

    public TimeOfDay(Caller caller) {
        this.caller = caller;
    }

    /** Set the clock to the time that it shows. Return the negated errno where that is not allowed. */
    public int set() {
        Memory time = caller.allocate(16);
        LibcException.check(caller.call(Libc.function("clock_gettime"), REALTIME, time.address()), "clock_gettime");
        return caller.call(Libc.function("clock_settime"), REALTIME, time.address());
    }
}
