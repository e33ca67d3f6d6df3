// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;

/**
 * The few bytes of machine code that make a child, for neither Java nor the C library can run in one that shares their memory
 * but has hardly begun. They are made of {@code src/main/asm} by {@code tools/assemble}, and a test assembles them again.
 */
final class SpawnCode implements AutoCloseable {

    /** The bytes for x86-64. Written by tools/assemble. */
    private static final String X86_64 =
            "f30f1efa53554154415641574889fbbf020000004889de488d530841ba08000000b80e0000000f0548837b2000751248"
                    + "8d7b30be58000000b8b30100000f05eb15488b7b2831f631d24531d24531c0b8380000000f054885c074274989c7bf02"
                    + "000000488d730831d241ba08000000b80e0000000f054c89f8415f415e415c5d5bc3488dab900000004531e44531f64c"
                    + "3b63107357488b7d0848f7453801000000490f45fe488b7510488b55184c8b55204c8b45284c8b4d30488b45004885c0"
                    + "783f0f05488945484989c6483d01f0ffff721048f7d84883f87f7710480fa34538730949ffc44883c550eba349ffc44c"
                    + "896318bf7f000000b8e70000000f050f0bb8270000000f054189c0b90a00000048ffc731d2f7f185c075f5c607004489"
                    + "c031d2f7f180c23048ffcf881785c075f0ebb0";

    /** The bytes for aarch64. Written by tools/assemble. */
    private static final String AARCH64 =
            "5f2403d5f353bea9f55b01a9f30300aa400080d2e10313aa62220091030180d2e81080d2010000d4691240f9c90000b5"
                    + "60c20091010b80d2683680d2010000d408000014601640f9010080d2020080d2030080d2040080d2881b80d2010000d4"
                    + "800100b4f40300aa400080d261220091020080d2030180d2e81080d2010000d4e00314aaf55b41a9f353c2a8c0035fd6"
                    + "74420291150080d2160080d2690a40f9bf0209eb02030054880240a9810a41a9831242a9852643a93f0140f2c012809a"
                    + "e802f8b7010000d4802600f9f60300aa1ffc3fb123010054e00300cb1ffc01f1280100540afc46d38a0e0a8b491d40f9"
                    + "2925c09a89000036b506009194420191e7ffff17b5060091750e00f9e00f80d2c80b80d2010000d4200020d4eb0300aa"
                    + "881580d2010000d4490180d2ea0300aa6b0500914a09c99acaffffb57f0100390a08c99a4c81099b8cc100916cfd1f38"
                    + "e0030aaa60ffffb5e8ffff17";

    private final Caller caller;
    private final MachineCode code;
    private final MemorySegment function;

    /** Put the code into memory, on the thread that is to call it. */
    SpawnCode(Caller caller) {
        this.caller = caller;
        this.code = new MachineCode(caller, bytes(Platform.X86_64), "the code that spawns");
        this.function = code.function(0);
    }

    /**
     * Make a child that performs a table. Return its pid once it has executed a program or has ended, or the negated errno
     * where there is none.
     */
    int run(SystemCallTable table) {
        return (int) caller.callForAddress(function, table.complete(), 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {
        code.close();
    }

    static byte[] bytes(boolean x8664) {
        return MachineCode.decode(x8664 ? X86_64 : AARCH64);
    }
}
