// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * Tells when the time of day was set, or jumped because the host had slept: a timer of that clock which is due in the far
 * future, and which the kernel cancels then (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
 */
public final class ClockChange {

    private static final MemorySegment CREATE = Libc.function("timerfd_create");
    private static final MemorySegment SET_TIME = Libc.function("timerfd_settime");

    private static final int TIME_OF_DAY = 0;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int AT_A_MOMENT = 1;
    private static final int CANCELLED_WHEN_SET = 2;
    private static final int INTERVAL_SIZE = 32;
    private static final int SECONDS = 16;

    private final Caller caller;
    private final Descriptors descriptors;
    private final Memory interval;
    private final Memory expirations;

    public ClockChange(Caller caller) {
        this.caller = caller;
        this.descriptors = new Descriptors(caller);
        this.interval = caller.allocate(INTERVAL_SIZE);
        this.expirations = caller.allocate(8);
        // More than the kernel's clock holds, which it takes for its last moment.
        interval.putLong(SECONDS, Long.MAX_VALUE);
    }

    /** Make a timer and return its descriptor, which is readable from the next change on. */
    public int open() {
        int timer =
                LibcException.check(caller.call(CREATE, TIME_OF_DAY, CLOSE_ON_EXEC | NON_BLOCKING), "timerfd_create");
        arm(timer);
        return timer;
    }

    /** Tell whether the clock has changed since this was asked, and wait for the next change. */
    public boolean hasChanged(int timer) {
        if (descriptors.read(timer, expirations) != -Errno.ECANCELED) {
            return false;
        }
        arm(timer);
        return true;
    }

    /** Set the timer. Where the clock has changed since it was set before, the kernel says so here, and has set it too. */
    private void arm(int timer) {
        int result = caller.call(SET_TIME, timer, AT_A_MOMENT | CANCELLED_WHEN_SET, interval.address(), 0);
        if (result != -Errno.ECANCELED) {
            LibcException.check(result, "timerfd_settime");
        }
    }
}
