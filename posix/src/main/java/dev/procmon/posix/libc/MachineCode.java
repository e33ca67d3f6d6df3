// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** Machine code that has been put into memory of its own, at most a page, and can be called. */
final class MachineCode implements AutoCloseable {

    private static final int SIZE = 4096;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    private static final int PRIVATE_AND_ANONYMOUS = 0x22;

    private static final MemorySegment MMAP = Libc.function("mmap");
    private static final MemorySegment MPROTECT = Libc.function("mprotect");
    private static final MemorySegment MUNMAP = Libc.function("munmap");

    private final Caller caller;
    private final long address;

    /**
     * Put code into memory. On the thread that is to call it first: the kernel makes fresh code visible to the processor when it makes the
     * page executable.
     *
     * @param what it is, for the message
     * @throws LibcException where it cannot be had, such as where a host lets nobody make code (SELinux, execmem)
     */
    MachineCode(Caller caller, byte[] code, String what) {
        this.caller = caller;
        this.address = caller.callForAddress(MMAP, 0, SIZE, READ | WRITE, PRIVATE_AND_ANONYMOUS, -1, 0);
        if (address == -1) {
            throw new LibcException("no memory for " + what + ": mmap");
        }
        Memory.at(address).put(0, code);
        int result = caller.call(MPROTECT, address, SIZE, READ | EXECUTE);
        if (result < 0) {
            close();
            throw new LibcException("mprotect, for " + what + ": " + Errno.name(-result));
        }
    }

    /** Return the function that begins at an offset. */
    MemorySegment function(int offset) {
        return MemorySegment.ofAddress(address + offset);
    }

    /** Give the memory back. */
    @Override
    public void close() {
        caller.call(MUNMAP, address, SIZE);
    }

    /** Return the bytes that stand in a text as hexadecimal digits. */
    static byte[] decode(String hexadecimal) {
        byte[] bytes = new byte[hexadecimal.length() / 2];
        int digits = 0;
        int count = 0;
        for (int i = 0; i < hexadecimal.length(); i++) {
            digits = digits << 4 | Character.digit(hexadecimal.charAt(i), 16);
            if ((i & 1) == 1) {
                bytes[count++] = (byte) digits;
            }
        }
        return bytes;
    }
}
