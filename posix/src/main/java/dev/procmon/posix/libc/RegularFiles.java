// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** Regular files that are written at their end. What was looked up last can be asked for up to the next look. */
public final class RegularFiles {

    private static final MemorySegment OPENAT = Libc.function("openat");
    private static final MemorySegment STATX = Libc.function("statx");
    private static final MemorySegment MKDIR = Libc.function("mkdir");
    private static final MemorySegment PWRITEV2 = Libc.function("pwritev2");
    private static final MemorySegment WRITE = Libc.function("write");
    private static final MemorySegment PREAD = Libc.function("pread64");
    private static final MemorySegment LSEEK = Libc.function("lseek64");
    private static final MemorySegment FTRUNCATE = Libc.function("ftruncate64");
    private static final MemorySegment CLOSE = Libc.function("close");

    private static final int WRITE_ONLY = 1;
    private static final int READ_AND_WRITE = 2;
    private static final int CREATE = 0x40;
    private static final int NO_TERMINAL = 0x100;
    private static final int NON_BLOCKING = 0x800;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int FOLLOW_NO_LINK = Platform.X86_64 ? 0x2_0000 : 0x8000;
    private static final int FLAGS = CREATE | NO_TERMINAL | NON_BLOCKING | CLOSE_ON_EXEC | FOLLOW_NO_LINK;
    private static final int FILE_MODE = 0640;
    private static final int DIRECTORY_MODE = 0750;

    private static final int LOOK_AT_LINK = 0x100;
    private static final int LOOK_AT_DESCRIPTOR = 0x1000;
    private static final int TYPE_LINKS_INODE_AND_SIZE = 1 | 4 | 0x100 | 0x200;
    private static final int LINKS = 16;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int DEVICE = 136;
    private static final int FORMAT = 0xF000;
    private static final int LINK = 0xA000;

    private static final int APPEND = 0x10;
    private static final int POSITION_OF_FILE = -1;
    private static final int END = 2;
    private static final int DATA = 3;

    private static final int PATH_MAX = 4096;
    private static final int VECTOR = PATH_MAX;
    private static final int BYTE = VECTOR + 16;

    private final Caller caller;
    private final Memory memory;
    private final Memory status;
    private boolean appends = true;

    public RegularFiles(Caller caller) {
        this.caller = caller;
        this.memory = caller.allocate(BYTE + 16);
        this.status = Files.status(caller);
    }

    /**
     * Open a file to write it, and to read it where that is permitted. Makes it where there is none, follows no link at the end of the
     * path, and waits for nobody.
     */
    public int open(byte[] path) {
        if (!put(path)) {
            return -Errno.ENAMETOOLONG;
        }
        int descriptor = open(READ_AND_WRITE);
        return descriptor == -Errno.EACCES ? open(WRITE_ONLY) : descriptor;
    }

    /** Make the directories of a path that are missing. */
    public int makeDirectories(byte[] path) {
        if (!put(path)) {
            return -Errno.ENAMETOOLONG;
        }
        int result = 0;
        for (int i = 1; i < path.length && result == 0; i++) {
            if (path[i] == '/') {
                memory.bytes().put(i, (byte) 0);
                result = caller.call(MKDIR, memory.address(), DIRECTORY_MODE);
                result = result == -Errno.EEXIST ? 0 : result;
                memory.bytes().put(i, (byte) '/');
            }
        }
        return result;
    }

    /** Look up what is under a path; a link at its end is not followed. */
    public int look(byte[] path) {
        return put(path) ? look(Files.WORKING_DIRECTORY, LOOK_AT_LINK) : -Errno.ENAMETOOLONG;
    }

    /** Look up a file that is open. */
    public int look(int descriptor) {
        memory.bytes().put(0, (byte) 0);
        return look(descriptor, LOOK_AT_DESCRIPTOR);
    }

    /** Tell whether it is a regular file. */
    public boolean isRegular() {
        return Files.isRegular(status);
    }

    /** Tell whether it is a directory. */
    public boolean isDirectory() {
        return Files.isDirectory(status);
    }

    /** Tell whether it is a symbolic link. */
    public boolean isLink() {
        return (status.bytes().getShort(MODE) & FORMAT) == LINK;
    }

    /** Return how many bytes it has. */
    public long size() {
        return status.getLong(SIZE);
    }

    /** Return how many names it has: none, when it was deleted. */
    public int links() {
        return status.bytes().getInt(LINKS);
    }

    /** Return its number on its {@linkplain #device() device}. */
    public long inode() {
        return status.getLong(INODE);
    }

    /** Return the number of its device. */
    public long device() {
        return status.getLong(DEVICE);
    }

    /** Go to the end, where a write without a position goes. */
    public void seekEnd(int descriptor) {
        caller.callForAddress(LSEEK, descriptor, 0, END, 0, 0, 0);
    }

    /**
     * Write bytes at the end of the file, wherever that is by now, and go there. The file is not opened for appending, because splice(2)
     * refuses such files; so each write says it, where the kernel knows how.
     *
     * @param bytes of a direct buffer, from its position on, which stays
     */
    public int append(int descriptor, ByteBuffer bytes) {
        try {
            long address = Memory.addressOf(bytes);
            if (appends) {
                memory.putLong(VECTOR, address).putLong(VECTOR + 8, bytes.remaining());
                int result = caller.call(PWRITEV2, descriptor, memory.address() + VECTOR, 1, POSITION_OF_FILE, APPEND);
                if (result != -Errno.EOPNOTSUPP) {
                    return result;
                }
                // Sandboxes that stand in for the kernel may not have it.
                appends = false;
            }
            seekEnd(descriptor);
            return caller.call(WRITE, descriptor, address, bytes.remaining());
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    /** Return where the first byte is that was written, or -1. The descriptor stands there then. */
    public long firstData(int descriptor) {
        return caller.callForAddress(LSEEK, descriptor, 0, DATA, 0, 0, 0);
    }

    /** Read bytes from an offset into what remains of a direct buffer, whose position stays. Return how many, or the negated errno. */
    public int read(int descriptor, ByteBuffer into, long offset) {
        try {
            return caller.call(PREAD, descriptor, Memory.addressOf(into), into.remaining(), offset);
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    /** Cut a file to a size, or fill it up with zeros. */
    public int truncate(int descriptor, long size) {
        return caller.call(FTRUNCATE, descriptor, size);
    }

    /** Return a byte of a file; -1 where there is none, or it cannot be read. */
    public int byteAt(int descriptor, long offset) {
        int count = caller.call(PREAD, descriptor, memory.address() + BYTE, 1, offset);
        return count == 1 ? memory.bytes().get(BYTE) & 0xFF : -1;
    }

    /** Close a file. */
    public void close(int descriptor) {
        caller.call(CLOSE, descriptor);
    }

    private int open(int access) {
        return caller.call(OPENAT, Files.WORKING_DIRECTORY, memory.address(), access | FLAGS, FILE_MODE);
    }

    private int look(int directory, int flags) {
        return caller.call(STATX, directory, memory.address(), flags, TYPE_LINKS_INODE_AND_SIZE, status.address());
    }

    private boolean put(byte[] path) {
        if (path.length >= PATH_MAX) {
            return false;
        }
        memory.putString(0, path);
        return true;
    }
}
