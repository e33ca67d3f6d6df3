// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

/** A file cannot be opened; the message is the error by name: {@code EACCES (permission denied)}. */
public final class OutputFileException extends RuntimeException {

    private final int errno;

    OutputFileException(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** Return the errno. */
    public int errno() {
        return errno;
    }
}
