// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Memory;
import java.util.List;

/** Native memory that grows, for one C string or one vector of them at a time. */
final class StringBlock implements AutoCloseable {

    private static final int INITIAL_SIZE = 4096;

    private Caller owner = Caller.ofThisThread();
    private Memory memory = owner.allocate(INITIAL_SIZE);

    /** Write a string and return its address. */
    long string(byte[] string) {
        ensure(string.length + 1L);
        memory.putString(0, string);
        return memory.address();
    }

    /** Write a vector of pointers to strings, with a null pointer at its end, and return its address. */
    long vector(List<byte[]> strings) {
        long size = 8L * (strings.size() + 1);
        for (byte[] string : strings) {
            size += string.length + 1;
        }
        ensure(size);
        int text = 8 * (strings.size() + 1);
        int pointer = 0;
        for (byte[] string : strings) {
            memory.putLong(pointer, memory.address() + text);
            text = memory.putString(text, string);
            pointer += 8;
        }
        memory.putLong(pointer, 0);
        return memory.address();
    }

    /** Return the address of one of the strings of the vector that was written last. */
    long pointer(int index) {
        return memory.getLong(8 * index);
    }

    /** Write numbers and return the memory. */
    Memory numbers(List<Integer> numbers) {
        ensure(4L * numbers.size());
        int offset = 0;
        for (int number : numbers) {
            memory.putInt(offset, number);
            offset += 4;
        }
        return memory;
    }

    @Override
    public void close() {
        owner.close();
    }

    private void ensure(long size) {
        if (size <= memory.size()) {
            return;
        }
        owner.close();
        owner = Caller.ofThisThread();
        memory = owner.allocate(Math.toIntExact(Math.max(size, 2L * memory.size())));
    }
}
