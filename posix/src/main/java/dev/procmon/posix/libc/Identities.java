// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** User, group and supplementary groups of the present thread, and what the kernel derives from them for the process. */
public final class Identities {

    private static final MemorySegment GETRESUID = Libc.function("getresuid");
    private static final MemorySegment GETRESGID = Libc.function("getresgid");
    private static final MemorySegment GETGROUPS = Libc.function("getgroups");
    private static final MemorySegment PRCTL = Libc.function("prctl");

    private static final int GET_DUMPABLE = 3;
    private static final int SET_DUMPABLE = 4;

    private final Caller caller;
    private final Memory ids;

    public Identities(Caller caller) {
        this.caller = caller;
        this.ids = caller.allocate(12);
    }

    /** Return the real, effective and saved user id. */
    public int[] users() {
        return three(GETRESUID, "getresuid");
    }

    /** Return the real, effective and saved group id. */
    public int[] groups() {
        return three(GETRESGID, "getresgid");
    }

    /** Return the supplementary groups. */
    public List<Integer> supplementary() {
        int count = LibcException.check(caller.call(GETGROUPS, 0, 0), "getgroups");
        Memory list = caller.allocate(4 * (count + 1));
        LibcException.check(caller.call(GETGROUPS, count, list.address()), "getgroups");
        List<Integer> groups = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            groups.add(list.getInt(4 * i));
        }
        return groups;
    }

    /** Return whether the process may dump core and be traced, as prctl(2) has it. */
    public int dumpable() {
        return caller.call(PRCTL, GET_DUMPABLE);
    }

    /** Set whether the process may dump core and be traced. */
    public int setDumpable(int value) {
        return caller.call(PRCTL, SET_DUMPABLE, value);
    }

    private int[] three(MemorySegment function, String name) {
        LibcException.check(caller.call(function, ids.address(), ids.address() + 4, ids.address() + 8), name);
        return new int[] {ids.getInt(0), ids.getInt(4), ids.getInt(8)};
    }
}
