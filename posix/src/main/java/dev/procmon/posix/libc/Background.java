// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** How a process leaves the terminal of whoever started it. */
public final class Background {

    private static final MemorySegment SETSID = Libc.function("setsid");
    private static final MemorySegment OPEN = Libc.function("open");
    private static final MemorySegment DUP2 = Libc.function("dup2");
    private static final MemorySegment CLOSE = Libc.function("close");

    private static final int WRITE_ONLY = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;

    private final Caller caller;

    public Background(Caller caller) {
        this.caller = caller;
    }

    /** Begin a session of its own, without a terminal (setsid(2)). Return its number, or the negated errno: EPERM for one that leads a group. */
    public int beginSession() {
        return caller.call(SETSID, 0);
    }

    /** Let what is written to a descriptor go nowhere from now on; a reader of it sees the end. Return the negated errno where that fails. */
    public int silence(int descriptor) {
        int nowhere = caller.call(OPEN, NullDevice.path(caller), WRITE_ONLY | CLOSE_ON_EXEC);
        if (nowhere < 0) {
            return nowhere;
        }
        int result = caller.call(DUP2, nowhere, descriptor);
        caller.call(CLOSE, nowhere);
        return result;
    }
}
