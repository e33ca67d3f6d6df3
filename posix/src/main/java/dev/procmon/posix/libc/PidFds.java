// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** Descriptors of processes: pidfd_open(2), and waitid(2) by them. */
public final class PidFds {

    private static final MemorySegment SYSCALL = Libc.function("syscall");
    private static final MemorySegment WAITID = Libc.function("waitid");

    /** The same on both processors. */
    private static final int SYS_PIDFD_OPEN = 434;

    private static final int BY_PID = 1;
    private static final int BY_DESCRIPTOR = 3;
    private static final int NO_HANG = 1;
    private static final int EXITED = 4;

    // siginfo_t, as waitid fills it.
    private static final int CODE = 8;
    private static final int PID = 16;
    private static final int STATUS = 24;
    private static final int INFO_SIZE = 128;

    private static final int CODE_EXITED = 1;

    private final Caller caller;
    private final Memory info;

    public PidFds(Caller caller) {
        this.caller = caller;
        this.info = caller.allocate(INFO_SIZE);
    }

    /** Open a child that was not reaped yet; nobody else can have its number. */
    public int open(int pid) {
        return caller.call(SYSCALL, SYS_PIDFD_OPEN, pid, 0);
    }

    /** Reap the child if it has ended. Return its pid, or 0 if it has not. */
    public int reap(int descriptor) {
        return reap(BY_DESCRIPTOR, descriptor, EXITED | NO_HANG);
    }

    /** Reap a child that has no descriptor, and wait for its end. */
    public int awaitAndReap(int pid) {
        return reap(BY_PID, pid, EXITED);
    }

    /** Tell whether the child that was reaped last ended by itself, and not by a signal. */
    public boolean exited() {
        return info.getInt(CODE) == CODE_EXITED;
    }

    /** Return the exit code or the signal of the child that was reaped last. */
    public int status() {
        return info.getInt(STATUS);
    }

    private int reap(int by, int id, int options) {
        int result;
        do {
            info.putInt(PID, 0);
            result = caller.call(WAITID, by, id, info.address(), options);
        } while (result == -Errno.EINTR);
        return result < 0 ? result : info.getInt(PID);
    }
}
