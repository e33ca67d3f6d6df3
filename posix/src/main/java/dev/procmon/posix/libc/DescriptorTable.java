// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** The descriptor table of the present thread, which on Linux it can have for itself. */
public final class DescriptorTable {

    private static final MemorySegment CLOSE_RANGE = Libc.function("close_range");
    private static final MemorySegment FCNTL = Libc.function("fcntl");
    private static final MemorySegment DUP2 = Libc.function("dup2");
    private static final MemorySegment OPEN = Libc.function("open");
    private static final MemorySegment STATX = Libc.function("statx");

    private static final int UNSHARE = 2;
    private static final int GET_FLAGS = 3;
    private static final int ACCESS_MODE = 3;
    private static final int READ_WRITE = 2;
    private static final int FIRST_BEHIND_STDIO = 3;
    private static final long LAST = 0xFFFF_FFFFL;
    private static final int ITSELF = 0x1000;

    /** What the Java machine keeps open it has opened first, so that its numbers are low. */
    private static final int FILES_OF_JAVA_END = 1024;

    private final Caller caller;
    private final Memory noPath;
    private final Memory status;

    public DescriptorTable(Caller caller) {
        this.caller = caller;
        this.noPath = caller.allocate(1);
        this.status = caller.allocate(Files.STATX_SIZE);
    }

    /**
     * Give the present thread a table of its own, with two descriptors of the old one.
     *
     * <p>Files that are open for reading alone are kept too, for Java may load a class on any thread at any time, if only
     * because a method handle was called often enough to be worth compiling. Then it reads its image, or a jar, by a
     * descriptor that it has long had; where that number is something else, the Java machine crashes. For the same reason
     * nothing that is kept gets another number, and the numbers of all else become the null device: what the Java machine
     * writes to its log must not end up in the pipe of a child.
     *
     * <p>By close_range and not by unshare(2), which containers forbid: their filter does not look at what is unshared.
     */
    public void keepOnly(int first, int second) {
        int end = Math.max(Math.max(first, second) + 1, FILES_OF_JAVA_END);
        LibcException.check(caller.call(CLOSE_RANGE, end, LAST, UNSHARE), "close_range (Linux 5.9 or newer)");
        int device = LibcException.check(caller.call(OPEN, NullDevice.path(caller), READ_WRITE), "open /dev/null");
        for (int descriptor = 0; descriptor < end; descriptor++) {
            if (descriptor != first && descriptor != second && !mayStay(descriptor)) {
                LibcException.check(caller.call(DUP2, device, descriptor), "dup2");
            }
        }
    }

    /** Tell whether there is nothing, or a file that Java may read. Standard input, output and error are always taken. */
    private boolean mayStay(int descriptor) {
        int flags = caller.call(FCNTL, descriptor, GET_FLAGS);
        if (flags < 0) {
            return descriptor >= FIRST_BEHIND_STDIO;
        }
        return (flags & ACCESS_MODE) == 0 && isRegularFile(descriptor);
    }

    private boolean isRegularFile(int descriptor) {
        int result = caller.call(STATX, descriptor, noPath.address(), ITSELF, Files.TYPE, status.address());
        return result == 0 && Files.isRegular(status);
    }
}
