// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** epoll(7): waits for descriptors. Each is registered with its own number, which comes back in the events. */
public final class Epoll {

    private static final MemorySegment CREATE = Libc.function("epoll_create1");
    private static final MemorySegment CONTROL = Libc.function("epoll_ctl");
    private static final MemorySegment SYSCALL = Libc.function("syscall");

    /** By number, for the function is newer than the glibc that is asked for; the same on both processors. */
    private static final int SYS_EPOLL_PWAIT2 = 441;

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int READABLE = 1;
    private static final int URGENT = 2;
    private static final int EDGE_TRIGGERED = 1 << 31;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** struct epoll_event: the events, then 64 bits of our own, which only x86-64 packs. */
    private static final int DATA = Platform.X86_64 ? 4 : 8;

    private static final int EVENT_SIZE = DATA + 8;
    private static final int EVENTS_MAX = 256;

    private final Caller caller;
    private final int epoll;
    private final Memory event;
    private final Memory events;
    private final Memory timeout;

    private Epoll(Caller caller, int epoll) {
        this.caller = caller;
        this.epoll = epoll;
        this.event = caller.allocate(EVENT_SIZE);
        this.events = caller.allocate(EVENT_SIZE * EVENTS_MAX);
        this.timeout = caller.allocate(16);
    }

    /** Make an epoll. The descriptor is to be closed by the caller. */
    public static Epoll create(Caller caller) {
        return new Epoll(caller, LibcException.check(caller.call(CREATE, CLOSE_ON_EXEC), "epoll_create1"));
    }

    /** Return the same epoll for another thread: the kernel allows what is being waited for to be changed meanwhile. */
    public Epoll by(Caller other) {
        return new Epoll(other, epoll);
    }

    public int descriptor() {
        return epoll;
    }

    /** Wait for a descriptor for as long as it is readable or hung up. */
    public int add(int descriptor) {
        return add(descriptor, READABLE);
    }

    /** Tell of a descriptor once each time that something comes in, whether or not it is read. */
    public int addEdgeTriggered(int descriptor) {
        return add(descriptor, READABLE | EDGE_TRIGGERED);
    }

    /** Tell of a file of the kernel once each time that it has changed since it was last read (cgroups(7), cgroup.events). */
    public int addChanges(int descriptor) {
        return add(descriptor, URGENT | EDGE_TRIGGERED);
    }

    /** Wait for it no longer. To be called before it is closed, for a child just being spawned may have a copy of it. */
    public int remove(int descriptor) {
        return caller.call(CONTROL, epoll, DELETE, descriptor, event.address());
    }

    /**
     * Wait until a descriptor is ready or the time is over, which is never for a negative number. Return how many are
     * ready; none where a signal came.
     */
    public int await(long nanos) {
        long until = 0;
        if (nanos >= 0) {
            timeout.putLong(0, nanos / NANOS_PER_SECOND).putLong(8, nanos % NANOS_PER_SECOND);
            until = timeout.address();
        }
        int ready = caller.call(SYSCALL, SYS_EPOLL_PWAIT2, epoll, events.address(), EVENTS_MAX, until, 0);
        return ready == -Errno.EINTR ? 0 : LibcException.check(ready, "epoll_pwait2 (Linux 5.11 or newer)");
    }

    /** Return one of the descriptors that the last wait found ready. */
    public int ready(int index) {
        return (int) events.getLong(index * EVENT_SIZE + DATA);
    }

    private int add(int descriptor, int conditions) {
        event.putInt(0, conditions).putLong(DATA, descriptor);
        return caller.call(CONTROL, epoll, ADD, descriptor, event.address());
    }
}
