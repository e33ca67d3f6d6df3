// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The files by which the kernel shows and takes what it knows, under /proc and /sys/fs/cgroup. They are small, and read and
 * written whole. An operation takes some microseconds and never waits for a disk.
 */
public final class KernelFiles {

    private static final MemorySegment OPEN = Libc.function("open");
    private static final MemorySegment READ = Libc.function("read");
    private static final MemorySegment WRITE = Libc.function("write");
    private static final MemorySegment CLOSE = Libc.function("close");
    private static final MemorySegment MKDIR = Libc.function("mkdir");
    private static final MemorySegment RMDIR = Libc.function("rmdir");
    private static final MemorySegment GETPAGESIZE = Libc.function("getpagesize");

    private static final int READ_ONLY = 0x80000;
    private static final int WRITE_ONLY = 0x80001;
    private static final int DIRECTORY_MODE = 0755;
    private static final int PATH_MAX = 4096;
    private static final int BLOCK = 4096;

    /** The longest file that is read: a list of some 100,000 processes. What comes after is not seen. */
    private static final int LENGTH_MAX = 1 << 20;

    private final Caller caller;
    private final Memory path;
    private final Memory block;

    public KernelFiles(Caller caller) {
        this.caller = caller;
        this.path = caller.allocate(PATH_MAX);
        this.block = caller.allocate(BLOCK);
    }

    /** Open a file to read it, closed on exec. */
    public int open(String file) {
        return open(file, READ_ONLY);
    }

    /** Return what stands in a file, or nothing where it cannot be read. */
    public Optional<String> read(String file) {
        int descriptor = open(file, READ_ONLY);
        if (descriptor < 0) {
            return Optional.empty();
        }
        Optional<String> text = readOpen(descriptor);
        caller.call(CLOSE, descriptor);
        return text;
    }

    /** Return what stands in an open file from where it was read to, or nothing where it cannot be read. */
    public Optional<String> readOpen(int descriptor) {
        int count = more(descriptor);
        if (count < 0) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder(count);
        while (count > 0 && all.length() < LENGTH_MAX) {
            all.append(text(count));
            count = more(descriptor);
        }
        return Optional.of(all.toString());
    }

    /** Write a text that fits into a page. Return the negated errno where the kernel does not take it. */
    public int write(String file, String text) {
        int descriptor = open(file, WRITE_ONLY);
        if (descriptor < 0) {
            return descriptor;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        block.bytes().put(0, bytes);
        int result = caller.call(WRITE, descriptor, block.address(), bytes.length);
        caller.call(CLOSE, descriptor);
        return result;
    }

    /** Ask whether a file can be opened for writing. Return the negated errno where it cannot. */
    public int tryToWrite(String file) {
        int descriptor = open(file, WRITE_ONLY);
        if (descriptor >= 0) {
            caller.call(CLOSE, descriptor);
        }
        return descriptor;
    }

    /** Make a directory that others may look into. */
    public int makeDirectory(String directory) {
        return put(directory) ? caller.call(MKDIR, path.address(), DIRECTORY_MODE) : -Errno.ENAMETOOLONG;
    }

    /** Remove an empty directory. */
    public int removeDirectory(String directory) {
        return put(directory) ? caller.call(RMDIR, path.address()) : -Errno.ENAMETOOLONG;
    }

    /** Return how many bytes a page of memory has, in which the kernel counts. */
    public int pageSize() {
        return caller.call(GETPAGESIZE, 0);
    }

    private int open(String file, int flags) {
        return put(file) ? caller.call(OPEN, path.address(), flags) : -Errno.ENAMETOOLONG;
    }

    private int more(int descriptor) {
        return caller.call(READ, descriptor, block.address(), BLOCK);
    }

    private boolean put(String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= PATH_MAX) {
            return false;
        }
        path.putString(0, bytes);
        return true;
    }

    /** Byte for character: what is not ASCII here, names of commands, is put right by whoever shows it. */
    private String text(int length) {
        byte[] bytes = new byte[length];
        ByteBuffer from = block.bytes();
        from.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
