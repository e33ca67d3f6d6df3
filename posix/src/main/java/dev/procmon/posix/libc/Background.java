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
    private static final int CREATE = 0x40;
    private static final int APPEND = 0x400;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int OWNER_WRITES_GROUP_READS = 0640;

    private final Caller caller;

    public Background(Caller caller) {
        this.caller = caller;
    }

    /** Begin a session of its own, without a terminal (setsid(2)). Return its number, or the negated errno: EPERM for one that leads a group. */
    public int beginSession() {
        return caller.call(SETSID, 0);
    }

    /**
     * Let what is written to a descriptor be appended to a file from now on, which is made where it is not there; a reader of what the
     * descriptor was sees the end. Return the negated errno where that fails; then nothing has changed.
     */
    public int redirect(int descriptor, byte[] path) {
        Memory name = caller.allocate(path.length + 1);
        name.putString(0, path);
        int file = caller.call(
                OPEN, name.address(), WRITE_ONLY | CREATE | APPEND | CLOSE_ON_EXEC, OWNER_WRITES_GROUP_READS);
        if (file < 0) {
            return file;
        }
        int result = caller.call(DUP2, file, descriptor);
        caller.call(CLOSE, file);
        return result;
    }
}
