// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** Files that are nowhere but in memory, for handing much to another process (memfd_create(2)). */
public final class MemoryFiles {

    private static final MemorySegment CREATE = Libc.function("memfd_create");
    private static final MemorySegment WRITE = Libc.function("write");
    private static final MemorySegment FCNTL = Libc.function("fcntl");
    private static final MemorySegment CLOSE = Libc.function("close");

    private static final int CLOSE_ON_EXEC = 1;
    private static final int MAY_BE_SEALED = 2;
    private static final int NEVER_EXECUTED = 8;
    private static final int ADD_SEALS = 1033;

    /** No more seals, no shrinking, no growing, no writing. */
    private static final int ALL_SEALS = 1 | 2 | 4 | 8;

    private static final byte[] NAME = {'p', 'r', 'o', 'c', 'm', 'o', 'n'};

    private final Caller caller;
    private final Memory name;

    public MemoryFiles(Caller caller) {
        this.caller = caller;
        this.name = caller.allocate(NAME.length + 1);
        name.putString(0, NAME);
    }

    /** Make a file of the bytes at an address, which nobody can change any more. Return its descriptor, or the negated errno. */
    public int sealed(long address, int length) {
        int descriptor = create(CLOSE_ON_EXEC | MAY_BE_SEALED);
        if (descriptor == -Errno.EACCES) {
            // A host may forbid files that could be executed (vm.memfd_noexec). Not asked for at first: it adds a seal,
            // and older journals
            // take none but the four.
            descriptor = create(CLOSE_ON_EXEC | MAY_BE_SEALED | NEVER_EXECUTED);
        }
        if (descriptor < 0) {
            return descriptor;
        }
        int result = write(descriptor, address, length);
        if (result >= 0) {
            result = caller.call(FCNTL, descriptor, ADD_SEALS, ALL_SEALS);
        }
        if (result < 0) {
            close(descriptor);
            return result;
        }
        return descriptor;
    }

    /** Close a file. */
    public void close(int descriptor) {
        caller.call(CLOSE, descriptor);
    }

    private int create(int flags) {
        return caller.call(CREATE, name.address(), flags);
    }

    private int write(int descriptor, long address, int length) {
        int done = 0;
        while (done < length) {
            int written = caller.call(WRITE, descriptor, address + done, length - done);
            if (written < 0 && written != -Errno.EINTR) {
                return written;
            }
            done += Math.max(written, 0);
        }
        return done;
    }
}
