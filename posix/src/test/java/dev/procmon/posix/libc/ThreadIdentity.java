// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** Lets the present thread, and no other, do something as somebody without rights. As root only. */
public final class ThreadIdentity {

    private static final MemorySegment SYSCALL = Libc.function("syscall");
    private static final int SYS_SETRESUID = Platform.X86_64 ? 117 : 147;
    private static final int NOBODY = 65534;

    private ThreadIdentity() {}

    /** Do something as user nobody, and be root again afterwards. */
    public static <T> T asNobody(Supplier<T> task) {
        try (Caller caller = Caller.ofThisThread()) {
            LibcException.check(caller.call(SYSCALL, SYS_SETRESUID, NOBODY, NOBODY, 0), "setresuid");
            try {
                return task.get();
            } finally {
                LibcException.check(caller.call(SYSCALL, SYS_SETRESUID, 0, 0, 0), "setresuid");
            }
        }
    }
}
