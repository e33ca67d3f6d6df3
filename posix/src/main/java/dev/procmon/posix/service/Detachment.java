// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.service;

import dev.procmon.posix.PosixException;
import dev.procmon.posix.libc.Background;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Leaves the terminal of whoever started this process: neither its Ctrl-C nor its end comes here any longer. */
public final class Detachment {

    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final Path NOWHERE = Path.of("/dev/null");

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

    /**
     * Let go of standard output and error: who reads them sees the end.
     *
     * @param errors where errors go from now on, those of the Java machine itself; where it cannot be written they are lost
     */
    public static void closeStandardStreams(Path errors) {
        try (Caller caller = Caller.ofThisThread()) {
            Background background = new Background(caller);
            if (background.redirect(STANDARD_ERROR, bytes(errors)) < 0) {
                int _ = background.redirect(STANDARD_ERROR, bytes(NOWHERE));
            }
            int _ = background.redirect(STANDARD_OUTPUT, bytes(NOWHERE));
        }
    }

    private static byte[] bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8);
    }
}
