// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Files;
import java.util.List;

/**
 * Finds the file to execute as execvp(3) does: a name with a slash is a path, from the working directory of the child; any
 * other is looked up in a list of directories, where the first file that can be executed is taken.
 */
final class ExecutableSearch {

    private final Files files;
    private final StringBlock block;
    private int errno;

    ExecutableSearch(Files files, StringBlock block) {
        this.files = files;
        this.block = block;
    }

    /** Return the address of the path, in the block, or 0 if there is none; see {@link #errno()}. */
    long find(int directory, byte[] executable, List<byte[]> path) {
        if (contains(executable, '/')) {
            return block.string(executable);
        }
        errno = Errno.ENOENT;
        if (executable.length == 0) {
            return 0;
        }
        for (byte[] entry : path) {
            long candidate = entry.length == 0 ? block.string(executable) : block.path(entry, executable);
            if (mayExecute(directory, candidate)) {
                return candidate;
            }
        }
        return 0;
    }

    /**
     * Return why the last search found nothing: ENOENT, or EACCES if there is a file, but none that may be executed. Other
     * than for execvp(3), a directory that may not be searched is no reason to say EACCES: it is no news to anybody.
     */
    int errno() {
        return errno;
    }

    private boolean mayExecute(int directory, long candidate) {
        if (files.mayExecute(directory, candidate) == 0) {
            if (files.look(directory, candidate) == 0 && files.isRegular()) {
                return true;
            }
            errno = Errno.EACCES;
        } else if (files.look(directory, candidate) == 0) {
            errno = Errno.EACCES;
        }
        return false;
    }

    private static boolean contains(byte[] text, char wanted) {
        for (byte each : text) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }
}
