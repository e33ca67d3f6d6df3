// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** eventfd(2): wakes a thread that sleeps in an epoll. It is never read, for the epoll looks at it edge-triggered. */
public final class EventFd {

    private static final MemorySegment CREATE = Libc.function("eventfd");
    private static final MemorySegment WRITE = Libc.function("eventfd_write");

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;

    private EventFd() {}

    /** Make one and return its descriptor. */
    public static int create(Caller caller) {
        return LibcException.check(caller.call(CREATE, 0, CLOSE_ON_EXEC | NON_BLOCKING), "eventfd");
    }

    /** Wake the thread that waits for it. */
    public static void ring(Caller caller, int descriptor) {
        LibcException.check(caller.call(WRITE, descriptor, 1), "eventfd_write");
    }
}
