// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import dev.procmon.posix.PosixException;

/** A call failed that must not. */
public final class LibcException extends PosixException {

    /** Report a failure that is not an errno. */
    public LibcException(String message) {
        super(message);
    }

    /** Return a result that is not a failure. */
    public static int check(int result, String call) {
        if (result < 0) {
            throw new LibcException(call + ": " + Errno.name(-result));
        }
        return result;
    }
}
