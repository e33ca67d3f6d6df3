// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.libc.Errno;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths that may be the file to execute, as execvp(3) has them: a name with a slash is a path, from the working directory
 * of the child; any other is looked up in a list of directories. The child tries one after the other, as whom it is by then.
 */
final class ExecutableSearch {

    /** What is no reason to stop looking: there is nothing, it cannot be reached, or it may not be executed. */
    private static final int[] NOT_HERE = {
        Errno.ENOENT, Errno.EACCES, Errno.ENOTDIR, Errno.ENAMETOOLONG, Errno.ENODEV, Errno.ETIMEDOUT, Errno.ESTALE
    };

    private final boolean byName;
    private final List<byte[]> candidates;

    ExecutableSearch(byte[] executable, List<byte[]> path) {
        this.byName = !contains(executable, '/');
        if (!byName) {
            this.candidates = List.of(executable);
            return;
        }
        this.candidates = new ArrayList<>(path.size());
        for (byte[] directory : path) {
            if (executable.length > 0) {
                candidates.add(directory.length == 0 ? executable : join(directory, executable));
            }
        }
    }

    /** Tell whether the file is looked for in several places, or is at the one that was named. */
    boolean isByName() {
        return byName;
    }

    List<byte[]> candidates() {
        return candidates;
    }

    /** Say when the child is to try the next one after the one that was added last. */
    void addConditions(ChildActions actions) {
        if (byName) {
            for (int errno : NOT_HERE) {
                actions.orElseAfter(errno);
            }
        }
    }

    private static byte[] join(byte[] directory, byte[] name) {
        byte[] path = new byte[directory.length + 1 + name.length];
        System.arraycopy(directory, 0, path, 0, directory.length);
        path[directory.length] = '/';
        System.arraycopy(name, 0, path, directory.length + 1, name.length);
        return path;
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
