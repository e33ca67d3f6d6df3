// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** What unistd.h and fcntl.h do with descriptors. All that are made here are closed on exec. */
public final class Descriptors {

    private static final MemorySegment READ = Libc.function("read");
    private static final MemorySegment CLOSE = Libc.function("close");
    private static final MemorySegment PIPE2 = Libc.function("pipe2");
    private static final MemorySegment FCNTL = Libc.function("fcntl");
    private static final MemorySegment IOCTL = Libc.function("ioctl");

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int SET_FLAGS = 4;
    private static final int SET_PIPE_SIZE = 1031;
    private static final int GET_PIPE_SIZE = 1032;
    private static final int DUPLICATE_CLOSE_ON_EXEC = 1030;
    private static final int BYTES_TO_READ = 0x541B;

    private final Caller caller;
    private final Memory numbers;

    public Descriptors(Caller caller) {
        this.caller = caller;
        this.numbers = caller.allocate(8);
    }

    /** Read into the beginning of the memory. Return how many bytes came; 0 at the end. */
    public int read(int descriptor, Memory into) {
        return caller.call(READ, descriptor, into.address(), into.size());
    }

    /** Close a descriptor. It is closed whatever the result is. */
    public int close(int descriptor) {
        return caller.call(CLOSE, descriptor);
    }

    /** Have a descriptor under another number too, the lowest that is free from one up. Return that number. */
    public int duplicateFrom(int lowest, int descriptor) {
        return caller.call(FCNTL, descriptor, DUPLICATE_CLOSE_ON_EXEC, lowest);
    }

    /** Make a pipe, of which our end does not block; see {@link #readEnd()} and {@link #writeEnd()}. */
    public int pipe() {
        int result = caller.call(PIPE2, numbers.address(), CLOSE_ON_EXEC);
        if (result >= 0) {
            caller.call(FCNTL, readEnd(), SET_FLAGS, NON_BLOCKING);
        }
        return result;
    }

    /** Return our end of the last pipe that was made. */
    public int readEnd() {
        return numbers.getInt(0);
    }

    /** Return the child's end of the last pipe that was made. */
    public int writeEnd() {
        return numbers.getInt(4);
    }

    /** Tell whether this is a pipe, which can be closed without waiting for anything. */
    public boolean isPipe(int descriptor) {
        return pipeSize(descriptor) >= 0;
    }

    /** Return how many bytes a pipe holds. */
    public int pipeSize(int descriptor) {
        return caller.call(FCNTL, descriptor, GET_PIPE_SIZE);
    }

    /** Let a pipe hold so many bytes. Return how many it does then. */
    public int setPipeSize(int descriptor, int bytes) {
        return caller.call(FCNTL, descriptor, SET_PIPE_SIZE, bytes);
    }

    /** Return how many bytes can be read without waiting; 0 where that cannot be told. */
    public int available(int descriptor) {
        return caller.call(IOCTL, descriptor, BYTES_TO_READ, numbers.address()) < 0 ? 0 : numbers.getInt(0);
    }
}
