// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

/** The user ids of the present thread alone, for tests of what the kernel refuses. */
public final class ThreadUser {

    private static final int SYS_SETRESUID = Platform.X86_64 ? 117 : 147;

    private final Caller caller;

    public ThreadUser(Caller caller) {
        this.caller = caller;
    }

    /** Set the real, effective and saved user id. */
    public void set(int real, int effective, int saved) {
        LibcException.check(caller.call(Libc.function("syscall"), SYS_SETRESUID, real, effective, saved), "setresuid");
    }
}
