// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** Descriptors of processes: pidfd_open(2), and waitid(2) by them. */
public final class PidFds {

    private static final MemorySegment SYSCALL = Libc.function("syscall");
    private static final MemorySegment WAITID = Libc.function("waitid");
    private static final MemorySegment IOCTL = Libc.function("ioctl");

    /** The same on both processors. */
    private static final int SYS_PIDFD_OPEN = 434;

    private static final int SYS_PIDFD_SEND_SIGNAL = 424;

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

    // struct pidfd_info of linux/pidfd.h, as far as it went in Linux 6.15, and the request for it.
    private static final int GET_INFO = 0xC048FF0B;
    private static final int INFO_MASK = 0;
    private static final int INFO_EXIT_CODE = 60;
    private static final int MASK_EXIT = 8;
    private static final int SIGNAL_BITS = 0x7F;

    private final Caller caller;
    private final Memory info;

    public PidFds(Caller caller) {
        this.caller = caller;
        this.info = caller.allocate(INFO_SIZE);
    }

    /** Open a process. Nobody else can have its number where it is a child that was not reaped yet. */
    public int open(int pid) {
        return caller.call(SYSCALL, SYS_PIDFD_OPEN, pid, 0);
    }

    /** Reap the child if it has ended. Return its pid, or 0 if it has not. */
    public int reap(int descriptor) {
        return reap(BY_DESCRIPTOR, descriptor, EXITED | NO_HANG);
    }

    /** Reap a child that has no descriptor, if it has ended. Return its pid, or 0 if it has not. */
    public int reapByPid(int pid) {
        return reap(BY_PID, pid, EXITED | NO_HANG);
    }

    /** Send a signal to just this process (pidfd_send_signal(2)), and to nobody where it has ended and was reaped. */
    public int send(int descriptor, int signal) {
        return caller.call(SYSCALL, SYS_PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0);
    }

    /**
     * Ask how a process ended that is no child of ours. Return whether that is known, which it is once its parent has reaped
     * it, on Linux 6.15 or newer; see {@link #exited()} and {@link #status()}.
     */
    public boolean askHowItEnded(int descriptor) {
        info.putLong(INFO_MASK, MASK_EXIT);
        if (caller.call(IOCTL, descriptor, GET_INFO, info.address()) < 0
                || (info.getLong(INFO_MASK) & MASK_EXIT) == 0) {
            return false;
        }
        int wait = info.getInt(INFO_EXIT_CODE);
        int signal = wait & SIGNAL_BITS;
        info.putInt(CODE, signal == 0 ? CODE_EXITED : 0).putInt(STATUS, signal == 0 ? wait >> 8 & 0xFF : signal);
        return true;
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
