// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix;

/** The operating system refused what must not fail, such as making an epoll. Failures of a spawn are values, not this. */
public class PosixException extends RuntimeException {

    /** Report a failure that no system call stands for. */
    public PosixException(String message) {
        super(message);
    }

    /** Report a failure that another one caused. */
    public PosixException(String message, Throwable cause) {
        super(message, cause);
    }
}
