// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** Who gets the orphans among the descendants of this process: PR_SET_CHILD_SUBREAPER of prctl(2). Of all its threads. */
public final class Subreaper {

    private static final MemorySegment PRCTL = Libc.function("prctl");
    private static final MemorySegment GETPID = Libc.function("getpid");

    private static final int SET = 36;
    private static final int GET = 37;

    private final Caller caller;
    private final Memory value;

    public Subreaper(Caller caller) {
        this.caller = caller;
        this.value = caller.allocate(4);
    }

    /** Tell whether this process gets them. */
    public boolean isOn() {
        return caller.call(PRCTL, GET, value.address()) >= 0 && value.getInt(0) != 0;
    }

    /** Say whether this process gets them. */
    public int set(boolean on) {
        return caller.call(PRCTL, SET, on ? 1 : 0);
    }

    /** Return the pid of this process, in its own namespace. */
    public int ownPid() {
        return caller.call(GETPID, 0);
    }
}
