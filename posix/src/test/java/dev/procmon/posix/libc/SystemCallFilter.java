// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/** Forbids a system call to the present thread and its children for ever, as containers do (seccomp(2)). */
public final class SystemCallFilter {

    private static final MemorySegment PRCTL = Libc.function("prctl");

    /** By number, the same on both processors. */
    public static final int CLONE3 = 435;

    private static final int SET_NO_NEW_PRIVILEGES = 38;
    private static final int SET_FILTER = 22;
    private static final int BY_PROGRAM = 2;

    // Instructions of struct sock_filter: load a word of seccomp_data, jump if equal, return.
    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int THIRD_ARGUMENT = 32;
    private static final int ALLOW = 0x7FFF_0000;
    private static final int FAIL_WITH = 0x0005_0000;

    private SystemCallFilter() {}

    /** Let a system call fail with an error. */
    public static void forbid(Caller caller, int number, int errno) {
        Memory code = caller.allocate(32);
        instruction(code, 0, LOAD, 0, 0, NUMBER);
        instruction(code, 8, JUMP_IF_EQUAL, 0, 1, number);
        install(caller, code, 16, errno);
    }

    /** Let a system call fail with an error where its third argument is a certain one. */
    static void forbidWithThird(Caller caller, int number, int third, int errno) {
        Memory code = caller.allocate(48);
        instruction(code, 0, LOAD, 0, 0, NUMBER);
        instruction(code, 8, JUMP_IF_EQUAL, 0, 3, number);
        instruction(code, 16, LOAD, 0, 0, THIRD_ARGUMENT);
        instruction(code, 24, JUMP_IF_EQUAL, 0, 1, third);
        install(caller, code, 32, errno);
    }

    private static void install(Caller caller, Memory code, int end, int errno) {
        instruction(code, end, RETURN, 0, 0, FAIL_WITH | errno);
        instruction(code, end + 8, RETURN, 0, 0, ALLOW);
        Memory program = caller.allocate(16);
        program.putInt(0, end / 8 + 2).putLong(8, code.address());
        LibcException.check(caller.call(PRCTL, SET_NO_NEW_PRIVILEGES, 1), "prctl");
        LibcException.check(caller.call(PRCTL, SET_FILTER, BY_PROGRAM, program.address()), "prctl");
    }

    private static void instruction(Memory code, int at, int what, int ifTrue, int ifFalse, int value) {
        code.bytes().putShort(at, (short) what).put(at + 2, (byte) ifTrue).put(at + 3, (byte) ifFalse);
        code.putInt(at + 4, value);
    }
}
