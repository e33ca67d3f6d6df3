// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * What can be learnt of files by their paths, as the present thread may see them. A relative path begins at a directory that
 * is open, or at the {@linkplain #WORKING_DIRECTORY working directory}.
 */
public final class Files {

    private static final MemorySegment STATX = Libc.function("statx");
    private static final MemorySegment FACCESSAT = Libc.function("faccessat");
    private static final MemorySegment CLOSE = Libc.function("close");
    private static final MemorySegment OPENAT = Libc.function("openat");

    /** The working directory of the process, where an open directory is asked for. */
    public static final int WORKING_DIRECTORY = -100;

    private static final int BY_EFFECTIVE_USER = 0x200;
    static final int TYPE = 1;
    private static final int MODE_OFFSET = 28;
    static final int STATX_SIZE = 256;
    private static final int FORMAT = 0xF000;
    private static final int REGULAR = 0x8000;
    private static final int DIRECTORY = 0x4000;
    private static final int EXECUTABLE = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int PATH_ONLY = 0x20_0000;

    private final Caller caller;
    private final Memory status;
    private final Memory here;

    public Files(Caller caller) {
        this.caller = caller;
        this.status = caller.allocate(STATX_SIZE);
        this.here = caller.allocate(2);
        here.putString(0, new byte[] {'.'});
    }

    /** Look a file up; see {@link #isRegular()} and {@link #isDirectory()}. Follows symbolic links. */
    public int look(int directory, long path) {
        return caller.call(STATX, directory, path, 0, TYPE, status.address());
    }

    /** Tell whether the file that was looked up last is a regular one. */
    public boolean isRegular() {
        return isRegular(status);
    }

    /** Tell whether the file that was looked up last is a directory. */
    public boolean isDirectory() {
        return format(status) == DIRECTORY;
    }

    /** Ask whether the present thread may execute a file, or look into a directory. */
    public int mayExecute(int directory, long path) {
        return caller.call(FACCESSAT, directory, path, EXECUTABLE, BY_EFFECTIVE_USER);
    }

    /** Open a file to read it. */
    public int open(int directory, long path) {
        return caller.call(OPENAT, directory, path, CLOSE_ON_EXEC | NON_BLOCKING);
    }

    /** Open a directory to begin paths at it, whether or not it may be read. */
    public int openDirectory(long path) {
        int directory = caller.call(OPENAT, WORKING_DIRECTORY, path, CLOSE_ON_EXEC | PATH_ONLY);
        if (directory < 0) {
            return directory;
        }
        // Also tells what is no directory; the flag of open that does so has another value on each processor.
        int allowed = mayExecute(directory, here.address());
        if (allowed < 0) {
            close(directory);
            return allowed;
        }
        return directory;
    }

    /** Close a file or directory. */
    public void close(int descriptor) {
        caller.call(CLOSE, descriptor);
    }

    static boolean isRegular(Memory status) {
        return format(status) == REGULAR;
    }

    private static int format(Memory status) {
        return status.bytes().getShort(MODE_OFFSET) & FORMAT;
    }
}
