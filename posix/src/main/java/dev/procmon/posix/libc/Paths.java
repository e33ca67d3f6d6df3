// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** What makes and unmakes entries of the file system by their paths. */
public final class Paths {

    private static final MemorySegment MKDTEMP = Libc.function("mkdtemp");
    private static final MemorySegment CHMOD = Libc.function("chmod");
    private static final MemorySegment UNLINK = Libc.function("unlink");
    private static final MemorySegment RMDIR = Libc.function("rmdir");

    private static final int PATH_MAX = 4096;
    private static final byte[] ANY_NAME = {'X', 'X', 'X', 'X', 'X', 'X'};

    private final Caller caller;
    private final Memory path;
    private int length;

    public Paths(Caller caller) {
        this.caller = caller;
        this.path = caller.allocate(PATH_MAX);
    }

    /**
     * Make a directory that nobody else has, and that nobody else may enter; its name begins as given. See {@link #made()}.
     */
    public int makeDirectory(byte[] begin) {
        if (begin.length + ANY_NAME.length >= PATH_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        path.putString(0, begin);
        length = path.putString(begin.length, ANY_NAME) - 1;
        return caller.callForSuccess(MKDTEMP, path.address());
    }

    /** Return the path of the directory that was just made. */
    public byte[] made() {
        byte[] made = new byte[length];
        path.bytes().get(0, made);
        return made;
    }

    /** Set the permissions. */
    public int permit(byte[] file, int mode) {
        return call(CHMOD, file, mode);
    }

    /** Remove a file or socket. */
    public int remove(byte[] file) {
        return call(UNLINK, file, 0);
    }

    /** Remove an empty directory. */
    public int removeDirectory(byte[] directory) {
        return call(RMDIR, directory, 0);
    }

    private int call(MemorySegment function, byte[] file, int argument) {
        if (file.length >= PATH_MAX) {
            return -Errno.ENAMETOOLONG;
        }
        path.putString(0, file);
        return caller.call(function, path.address(), argument);
    }
}
