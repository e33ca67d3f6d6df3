// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A block of native memory. It is read and written as a byte buffer, for the accessors of a memory segment are made of
 * method handles, which cost milliseconds when they are first used.
 */
public final class Memory {

    /** A byte buffer needs an end; who reads stops long before, at a NUL or a null pointer. */
    private static final int VIEW_SIZE = 1 << 30;

    private final ByteBuffer bytes;
    private final long address;

    Memory(MemorySegment segment) {
        this.bytes = segment.asByteBuffer().order(ByteOrder.nativeOrder());
        this.address = segment.address();
    }

    /** See memory that the C library owns. It is the caller's business that it is there. */
    static ByteBuffer at(long address) {
        return MemorySegment.ofAddress(address)
                .reinterpret(VIEW_SIZE)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /** Return where the byte at the position of a direct buffer is. It is there for as long as the buffer can be reached. */
    static long addressOf(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer");
        }
        MemorySegment segment = MemorySegment.ofBuffer(direct);
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException("the memory is gone");
        }
        return segment.address();
    }

    /** Copy a C string that the C library owns. */
    static byte[] stringAt(long address) {
        ByteBuffer memory = at(address);
        int length = 0;
        while (memory.get(length) != 0) {
            length++;
        }
        byte[] copy = new byte[length];
        memory.get(0, copy);
        return copy;
    }

    /** Return the whole block, in native byte order; its position is anybody's. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public long address() {
        return address;
    }

    public int size() {
        return bytes.capacity();
    }

    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    public Memory putInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    public Memory putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    /** Write a C string at an offset and return the offset behind its NUL. */
    public int putString(int offset, byte[] string) {
        bytes.put(offset, string);
        bytes.put(offset + string.length, (byte) 0);
        return offset + string.length + 1;
    }
}
