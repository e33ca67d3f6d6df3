// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.service;

import dev.procmon.posix.PosixException;
import dev.procmon.posix.libc.Background;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;

/** Leaves the terminal of whoever started this process: neither its Ctrl-C nor its end comes here any longer. */
public final class Detachment {

    private static final int STANDARD_OUTPUT = 1;

    private Detachment() {}

    /** Begin a session of its own, unless this process leads one. */
    public static void beginSession() {
        try (Caller caller = Caller.ofThisThread()) {
            int result = new Background(caller).beginSession();
            if (result < 0 && result != -Errno.EPERM) {
                throw new PosixException("cannot begin a session: " + Errno.name(-result));
            }
        }
    }

    /** Let standard output go nowhere: who reads it sees the end. */
    public static void closeStandardOutput() {
        try (Caller caller = Caller.ofThisThread()) {
            int _ = new Background(caller).silence(STANDARD_OUTPUT);
        }
    }
}
