// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** splice(2): moves bytes out of a pipe without anybody seeing them. */
public final class Splice {

    private static final MemorySegment SPLICE = Libc.function("splice");

    private static final int MOVE = 1;
    private static final int DO_NOT_WAIT = 2;

    private final Caller caller;

    public Splice(Caller caller) {
        this.caller = caller;
    }

    /**
     * Move what is in a pipe, but not more than so many bytes, to where a file stands. Return how many bytes were, 0 at the end of the
     * pipe, EAGAIN where there is nothing at present.
     */
    public int move(int pipe, int file, int most) {
        return caller.call(SPLICE, pipe, 0, file, 0, most, MOVE | DO_NOT_WAIT);
    }
}
