// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** signal.h. */
public final class Signals {

    private static final MemorySegment KILL = Libc.function("kill");
    private static final MemorySegment SIGNAL = Libc.function("signal");

    private static final int SIGCHLD = 17;

    private final Caller caller;

    public Signals(Caller caller) {
        this.caller = caller;
    }

    /** Send a signal to all of a process group that the supervisor may signal. */
    public int sendToGroup(int group, int signal) {
        return caller.call(KILL, -(long) group, signal);
    }

    /**
     * Give SIGCHLD its default disposition back. Where it is ignored, as whoever started this process may have left it,
     * children vanish when they end, and nobody learns how.
     */
    public void keepEndedChildren() {
        LibcException.check(caller.call(SIGNAL, SIGCHLD, 0), "signal SIGCHLD");
    }
}
