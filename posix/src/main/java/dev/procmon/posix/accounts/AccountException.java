// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.accounts;

import dev.procmon.posix.libc.Errno;

/** A database of accounts could not be read, so that it is unknown whether there is such an account. */
public final class AccountException extends Exception {

    private final String errno;
    private final String what;

    AccountException(String errno, String what) {
        super(what + ": " + errno);
        this.errno = errno;
        this.what = what;
    }

    /** Return the name of the error, such as {@code EIO}. */
    public String errno() {
        return errno;
    }

    /** Return what was being done, for a person. */
    public String what() {
        return what;
    }

    static void check(int result, String what) throws AccountException {
        if (result < 0) {
            throw new AccountException(Errno.name(-result), what);
        }
    }
}
