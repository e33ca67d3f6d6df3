// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * User, group and supplementary groups of the present thread alone, which its children inherit. By system call number, for
 * glibc's functions of the same names change all threads of the process.
 */
public final class Identities {

    private static final MemorySegment SYSCALL = Libc.function("syscall");
    private static final MemorySegment GETRESUID = Libc.function("getresuid");
    private static final MemorySegment GETRESGID = Libc.function("getresgid");
    private static final MemorySegment GETGROUPS = Libc.function("getgroups");
    private static final MemorySegment FCHOWN = Libc.function("fchown");
    private static final MemorySegment PRCTL = Libc.function("prctl");

    private static final int SYS_SETGROUPS = Platform.X86_64 ? 116 : 159;
    private static final int SYS_SETRESUID = Platform.X86_64 ? 117 : 147;
    private static final int SYS_SETRESGID = Platform.X86_64 ? 119 : 149;
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

    /** Set the real, effective and saved user id. */
    public int setUsers(int real, int effective, int saved) {
        return caller.call(SYSCALL, SYS_SETRESUID, real, effective, saved);
    }

    /** Set the real, effective and saved group id. */
    public int setGroups(int real, int effective, int saved) {
        return caller.call(SYSCALL, SYS_SETRESGID, real, effective, saved);
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

    /** Set the supplementary groups. The list is read from the memory. */
    public int setSupplementary(int count, Memory list) {
        return caller.call(SYSCALL, SYS_SETGROUPS, count, list.address());
    }

    /** Give a file to a user. */
    public int changeOwner(int descriptor, int user, int group) {
        return caller.call(FCHOWN, descriptor, user, group);
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
