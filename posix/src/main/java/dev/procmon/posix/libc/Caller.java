// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One who calls the C library: it has an errno and native memory of its own, so that no two threads share any. All memory
 * that it has given out is gone once it is closed.
 */
public final class Caller implements AutoCloseable {

    private static final int ALIGNMENT = 16;

    private final Arena arena;
    private final MemorySegment state;
    private final ByteBuffer errno;

    private Caller(Arena arena) {
        this.arena = arena;
        // The captured call state is a struct; on Linux errno is all that it holds.
        this.state = arena.allocate(ALIGNMENT, ALIGNMENT);
        this.errno = state.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** Make a caller that only the present thread can use: the memory is checked for that. */
    public static Caller ofThisThread() {
        Platform.link();
        return new Caller(Arena.ofConfined());
    }

    /** Make a caller for any thread, one at a time: its owner holds a lock at each call. */
    public static Caller ofAnyThread() {
        Platform.link();
        return new Caller(Arena.ofShared());
    }

    /** Return zeroed memory that lives as long as this caller. */
    public Memory allocate(int size) {
        return new Memory(arena.allocate(size, ALIGNMENT));
    }

    @Override
    public void close() {
        arena.close();
    }

    int call(MemorySegment function, long a) {
        return call(function, a, 0, 0, 0, 0, 0);
    }

    int call(MemorySegment function, long a, long b) {
        return call(function, a, b, 0, 0, 0, 0);
    }

    int call(MemorySegment function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0, 0);
    }

    int call(MemorySegment function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0, 0);
    }

    int call(MemorySegment function, long a, long b, long c, long d, long e) {
        return call(function, a, b, c, d, e, 0);
    }

    /** Call a function whose result fits an int: all here do. Return the result, or the negated errno for a -1. */
    int call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        int result = (int) Libc.call(function, state, a, b, c, d, e, f);
        return result == -1 ? -errno.getInt(0) : result;
    }

    /** Call a function whose result is a null pointer where it fails. Return 0 or the negated errno. */
    int callForSuccess(MemorySegment function, long a) {
        return Libc.call(function, state, a, 0, 0, 0, 0, 0) == 0 ? -errno.getInt(0) : 0;
    }

    /** Call a function that returns a pointer. */
    long callForAddress(MemorySegment function, long a, long b) {
        return callForAddress(function, a, b, 0, 0, 0, 0);
    }

    /** Call a function that returns more than fits an int, and keeps no errno. */
    long callForAddress(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return Libc.call(function, state, a, b, c, d, e, f);
    }
}
