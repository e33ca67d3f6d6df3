// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** The file that is always empty and swallows everything. */
public final class NullDevice {

    private static final MemorySegment OPEN = Libc.function("open");

    private static final byte[] PATH = {'/', 'd', 'e', 'v', '/', 'n', 'u', 'l', 'l'};
    private static final int WRITE_ONLY = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;

    private final Caller caller;
    private final long path;

    public NullDevice(Caller caller) {
        this.caller = caller;
        this.path = path(caller);
    }

    /** Open it to write to it. */
    public int open() {
        return caller.call(OPEN, path, WRITE_ONLY | CLOSE_ON_EXEC);
    }

    /** Return the address of its path. */
    static long path(Caller caller) {
        Memory path = caller.allocate(PATH.length + 1);
        path.putString(0, PATH);
        return path.address();
    }
}
