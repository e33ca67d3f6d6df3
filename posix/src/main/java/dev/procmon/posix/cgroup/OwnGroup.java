// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import dev.procmon.posix.libc.KernelFiles;
import dev.procmon.posix.processes.ProcessFiles;
import java.util.Optional;

/**
 * Finds the directory of the control group that this process is in: where a file system of type cgroup2 is mounted, which may
 * be the whole hierarchy or one beside those of version 1, and what {@code /proc/self/cgroup} says of it.
 */
final class OwnGroup {

    // Fields of /proc/self/mountinfo (proc(5)): the directory of the file system that is mounted, and where.
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private static final String TYPE = " - cgroup2 ";

    private OwnGroup() {}

    /** Return the directory, without a slash at its end; nothing where there is none that can be seen. */
    static Optional<String> find(KernelFiles files, ProcessFiles processes) {
        Optional<String> mounts = files.read("/proc/self/mountinfo");
        Optional<String> group = processes.ownControlGroup();
        return mounts.isEmpty() || group.isEmpty() ? Optional.empty() : find(mounts.get(), group.get());
    }

    static Optional<String> find(String mounts, String group) {
        for (String line : mounts.split("\n", -1)) {
            if (!line.contains(TYPE)) {
                continue;
            }
            String[] fields = line.split(" ", MOUNT_POINT + 2);
            Optional<String> below = below(unescaped(fields[ROOT]), group);
            if (below.isPresent()) {
                return Optional.of(withoutSlash(unescaped(fields[MOUNT_POINT]) + below.get()));
            }
        }
        return Optional.empty();
    }

    /** Return the path from the root of a mount to a group; nothing where the group is not below it. */
    private static Optional<String> below(String root, String group) {
        if (group.startsWith("/..")) {
            // Outside of the namespace of control groups that this process sees.
            return Optional.empty();
        }
        if (root.equals("/")) {
            return Optional.of(group);
        }
        boolean inside = group.equals(root) || group.startsWith(root + "/");
        return inside ? Optional.of(group.substring(root.length())) : Optional.empty();
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Blanks and the like stand there as a backslash and three octal digits. */
    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char next = field.charAt(i);
            if (next == '\\' && i + 3 < field.length()) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(next);
            }
        }
        return text.toString();
    }
}
