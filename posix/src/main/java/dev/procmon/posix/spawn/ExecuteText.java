// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Errno;

/**
 * Says in a sentence why a file could not be executed.
 *
 * @param order what was to be executed
 * @param errno what execve(2) said
 * @param file what there is under the path
 */
record ExecuteText(SpawnOrder order, int errno, FileFacts file) {

    String detail() {
        return switch (errno) {
            case Errno.ENOENT -> missing();
            case Errno.EACCES -> denied();
            case Errno.ENOEXEC -> notExecutable();
            case Errno.ENOTDIR -> "a part of the path is not a directory: " + path();
            case Errno.E2BIG -> "arguments and environment are too long for the kernel: " + size() + " bytes";
            case Errno.EAGAIN -> "no more processes or threads are allowed at present";
            case Errno.ENOMEM -> "there is not enough memory for another process";
            case Errno.ETXTBSY -> "the file is being written: " + path();
            case Errno.ENAMETOOLONG -> "the path is too long: " + path();
            case Errno.ELOOP -> "too many symbolic links, or too many scripts that run scripts: " + path();
            default -> "cannot be executed: " + path();
        };
    }

    private String missing() {
        if (!file.interpreter().isEmpty() && file.interpreterErrno() != 0) {
            return file.kind() == FileFacts.Kind.SCRIPT
                    ? "no such interpreter: " + file.interpreter() + ", which the first line of " + path() + " names"
                    : "no such loader: " + file.interpreter() + ", which the program needs: " + path();
        }
        return "no such file: " + path();
    }

    private String denied() {
        return switch (file.kind()) {
            case DIRECTORY -> "is a directory: " + path();
            case SPECIAL -> "is not a regular file: " + path();
            case NOT_EXECUTABLE -> "may not be executed: " + path();
            case ABSENT -> "a directory on the way may not be searched: " + path();
            case SCRIPT, BINARY, OTHER, UNREADABLE ->
                file.interpreterErrno() == 0
                        ? "may not be executed, or its file system is mounted noexec: " + path()
                        : "may not be executed: " + file.interpreter() + ", which " + path() + " needs";
        };
    }

    private String notExecutable() {
        return file.kind() == FileFacts.Kind.BINARY
                ? "is a program for another kind of machine: " + path()
                : "is neither a program for this machine nor a script that begins with #!: " + path();
    }

    private String path() {
        String path = file.path();
        boolean relative = !path.startsWith("/") && order.directory().isPresent();
        return relative ? path + " (from the working directory " + FailureText.directoryName(order) + ")" : path;
    }

    private long size() {
        long size = 0;
        for (byte[] argument : order.arguments()) {
            size += argument.length + 1;
        }
        for (byte[] variable : order.environment()) {
            size += variable.length + 1;
        }
        return size;
    }
}
