// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

/** The numbers of the system calls that a child performs by itself: x86-64 has its own, aarch64 the general ones. */
final class SystemCall {

    static final int READ = number(0, 63);
    static final int WRITE = number(1, 64);
    static final int CLOSE = number(3, 57);
    static final int RT_SIGACTION = number(13, 134);
    static final int RT_SIGPROCMASK = number(14, 135);
    static final int IOCTL = number(16, 29);
    static final int EXECVE = number(59, 221);
    static final int CHDIR = number(80, 49);
    static final int FCHOWN = number(93, 55);
    static final int UMASK = number(95, 166);
    static final int SETSID = number(112, 157);
    static final int SETGROUPS = number(116, 159);
    static final int SETRESUID = number(117, 147);
    static final int SETRESGID = number(119, 149);
    static final int SETPRIORITY = number(141, 140);
    static final int PRCTL = number(157, 167);
    static final int SCHED_SETAFFINITY = number(203, 122);
    static final int OPENAT = number(257, 56);
    static final int FACCESSAT = number(269, 48);
    static final int DUP3 = number(292, 24);
    static final int PRLIMIT64 = number(302, 261);
    static final int STATX = number(332, 291);
    static final int CLOSE_RANGE = 436;

    private SystemCall() {}

    private static int number(int x8664, int aarch64) {
        return Platform.X86_64 ? x8664 : aarch64;
    }
}
