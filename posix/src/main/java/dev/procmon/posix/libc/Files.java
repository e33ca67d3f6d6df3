// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * What can be learnt of files by their paths, and done with them. A relative path begins at a directory that is open, or at the
 * {@linkplain #WORKING_DIRECTORY working directory}.
 */
public final class Files {

    private static final MemorySegment STATX = Libc.function("statx");
    private static final MemorySegment CHMOD = Libc.function("chmod");
    private static final MemorySegment UNLINK = Libc.function("unlink");
    private static final MemorySegment CLOSE = Libc.function("close");
    private static final MemorySegment OPENAT = Libc.function("openat");

    /** The working directory of the process, where an open directory is asked for. */
    public static final int WORKING_DIRECTORY = -100;

    static final int TYPE = 1;
    private static final int MODE_OFFSET = 28;
    static final int STATX_SIZE = 256;
    private static final int FORMAT = 0xF000;
    private static final int SOCKET = 0xC000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int PATH_ONLY = 0x20_0000;
    private static final int DIRECTORIES_ONLY = Platform.X86_64 ? 0x1_0000 : 0x4000;

    private final Caller caller;
    private final Memory status;

    public Files(Caller caller) {
        this.caller = caller;
        this.status = status(caller);
    }

    /** Return memory for what there is to know of a file. */
    public static Memory status(Caller caller) {
        return caller.allocate(STATX_SIZE);
    }

    /** Look a file up; see {@link #isRegular()}. Follows symbolic links. */
    public int look(int directory, long path) {
        return caller.call(STATX, directory, path, 0, TYPE, status.address());
    }

    /** Tell whether the file that was looked up last is a regular one. */
    public boolean isRegular() {
        return isRegular(status);
    }

    /** Tell whether the file that was looked up last is a socket. */
    public boolean isSocket() {
        return format(status) == SOCKET;
    }

    /** Tell whether a file that was looked up is a regular one. */
    public static boolean isRegular(Memory status) {
        return format(status) == REGULAR;
    }

    /** Tell whether a file that was looked up is a directory. */
    public static boolean isDirectory(Memory status) {
        return format(status) == DIRECTORY;
    }

    /** Open a directory to name it in other calls, whether or not it may be read. */
    public int openDirectory(long path) {
        return caller.call(OPENAT, WORKING_DIRECTORY, path, CLOSE_ON_EXEC | PATH_ONLY | DIRECTORIES_ONLY);
    }

    /** Set the permissions of a file. */
    public int changeMode(long path, int mode) {
        return caller.call(CHMOD, path, mode);
    }

    /** Remove a file that is no directory. */
    public int remove(long path) {
        return caller.call(UNLINK, path);
    }

    /** Close a file or directory. */
    public void close(int descriptor) {
        caller.call(CLOSE, descriptor);
    }

    private static int format(Memory status) {
        return status.bytes().getShort(MODE_OFFSET) & FORMAT;
    }
}
