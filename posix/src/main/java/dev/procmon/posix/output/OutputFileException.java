// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

/**
 * A file cannot be opened. The message is the error by name, {@code EACCES (permission denied)}, or says of what is there that it is no
 * file to write to.
 */
public final class OutputFileException extends RuntimeException {

    private final int errno;

    OutputFileException(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    /**
     * Return the errno; ELOOP for a symbolic link, EISDIR for a directory, and EINVAL for anything else that is not a regular file.
     */
    public int errno() {
        return errno;
    }
}
