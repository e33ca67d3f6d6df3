// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Machine code that copies lines and finds line feeds: a compiler that is quick to start, as ours is set to be, makes loops over bytes
 * several times slower. The bytes are made of {@code src/main/asm} by {@code tools/assemble}, and a test assembles them again. From any
 * thread.
 */
public final class LineCode {

    /** The bytes for x86-64. Written by tools/assemble. */
    private static final String X86_64 =
            "f30f1efaeb3a662e0f1f840000000000f30f1efae9170100000f1f8000000000f30f1efae95e0100000f1f8000000000"
                    + "f30f1efae99f0100000f1f800000000053488b37488b5708488b4f104c8b47184c8b4f204c8b5f3831dbb80a0a0a0a66"
                    + "0f6ec8660f70c90048893748894f1031c04839d60f84b0000000b803000000483b5f280f83a1000000b8020000004c39"
                    + "c10f87930000004e8d140e4939d24c0f47d231c04d85db7417f30f6f440740f30f7f04014883c0104c39d872ec4c01d9"
                    + "4983ea104c39d67721f30f6f06f30f7f01660f74c1660fd7c085c0752d4883c6104883c1104c39d676df4983c2104c39"
                    + "d6742c0fb606880148ffc648ffc13c0a75ec48ffc3e95effffff0fbcc0488d740601488d4c010148ffc3e949ffffff4c"
                    + "2b1731c04d39ca0f94c048895f305bc3488d14374889f9b80a0a0a0a660f6ec8660f70c900488d41104839d07715f30f"
                    + "6f01660f74c1660fd7f085f675144889c1ebe24839d1741780390a740b48ffc1ebf10fbcf64801f14829f94889c8c348"
                    + "c7c0ffffffffc3488d1437b80a0a0a0a660f6ec8660f70c9004889d04829f84883f810721f4883ea10f30f6f02660f74"
                    + "c1660fd7f085f674e00fbdf6488d04324829f8c34839fa74b648ffca803a0a75f34889d04829f8c3488d1437b80a0a0a"
                    + "0a660f6ec8660f70c900b801010101660f6ed0660f70d200660fefdb660fefe4488d47104839d07719f30f6f07660f74"
                    + "c1660fdbc2660ff6c4660fd4d84889c7ebde660f70c3ee660fd4c366480f7ec04839d7741031c9803f0a0f94c14801c8"
                    + "48ffc7ebebc3";

    /** The bytes for aarch64. Written by tools/assemble. */
    private static final String AARCH64 =
            "5f2403d50f0000141f2003d51f2003d55f2403d54d0000141f2003d51f2003d55f2403d5640000141f2003d51f2003d5"
                    + "5f2403d5780000141f2003d51f2003d5010840a9031041a9051842a9071c40f9080080d20900019141e5004f010000f9"
                    + "030800f90b0080d23f0002eb800600546b0080d21f0106eb220600544b0080d27f0004ebc80500542a00058b5f0102eb"
                    + "4a31829a070100b40b0080d22069eb3c6068ab3c6b4100917f0107eb83ffff546300078b4a4100d13f000aeb68010054"
                    + "2000c03d6000803d008c216e00840c0f0b00669ecb0100b521400091634000913f000aebe9feff544a4100913f000aeb"
                    + "e00100542b1440386b1400387f29007161ffff5408050091d5ffff176b01c0da6b11c0da6bfd42d36b05009121000b8b"
                    + "63000b8b08050091cdffff170b0040f94a010bcb5f0105ebeb179f9a081800f9e0030baac0035fd60200018be30300aa"
                    + "41e5004f644000919f0002eb080100546000c03d008c216e00840c0f0500669e450100b5e30304aaf7ffff177f0002eb"
                    + "6001005465004039bf280071c000005463040091faffff17a500c0daa510c0da6308458b600000cbc0035fd600008092"
                    + "c0035fd60200018b41e5004f440000cb9f4000f183010054424000d14000c03d008c216e00840c0f0500669e05ffffb4"
                    + "a510c0daa51440d24208458b400000cbc0035fd65f0000eba0fdff54420400d145004039bf28007161ffff54400000cb"
                    + "c0035fd60200018b030080d241e5004f044000919f0002eb280100540000c03d008c216e0004096f00b8314e0500261e"
                    + "6300058be00304aaf6ffff171f0002eba000005405144038bf2800716314839afbffff17e00303aac0035fd6";

    private static final int COPY = 0;
    private static final int FIRST = 16;
    private static final int LAST = 32;
    private static final int COUNT = 48;

    private static final Optional<LineCode> OF_THIS_HOST = make();

    private final Caller caller;
    private final MemorySegment copy;
    private final MemorySegment first;
    private final MemorySegment last;
    private final MemorySegment count;

    private LineCode(Caller caller) {
        MachineCode code = new MachineCode(caller, bytes(Platform.X86_64), "the code that copies lines");
        // Any number of threads have this caller at the same time: nobody looks at its errno.
        this.caller = caller;
        this.copy = code.function(COPY);
        this.first = code.function(FIRST);
        this.last = code.function(LAST);
        this.count = code.function(COUNT);
    }

    /** Return it; nothing where this host lets nobody make code. What is returned first stays so. */
    public static Optional<LineCode> ofThisHost() {
        return OF_THIS_HOST;
    }

    /** Return the index of the first line feed between the position and the limit of a direct buffer, or -1. */
    public int first(ByteBuffer bytes) {
        return index(first, bytes);
    }

    /** Return the index of the last line feed between the position and the limit of a direct buffer, or -1. */
    public int last(ByteBuffer bytes) {
        return index(last, bytes);
    }

    /** Return how many line feeds there are between the position and the limit of a direct buffer. */
    public int count(ByteBuffer bytes) {
        return call(count, bytes);
    }

    /** Copy lines as a request says, and return why that has ended. */
    int copy(long request) {
        return (int) caller.callForAddress(copy, request, 0, 0, 0, 0, 0);
    }

    static byte[] bytes(boolean x8664) {
        return MachineCode.decode(x8664 ? X86_64 : AARCH64);
    }

    private int index(MemorySegment function, ByteBuffer bytes) {
        int index = call(function, bytes);
        return index < 0 ? index : bytes.position() + index;
    }

    private int call(MemorySegment function, ByteBuffer bytes) {
        try {
            return (int) caller.callForAddress(function, Memory.addressOf(bytes), bytes.remaining(), 0, 0, 0, 0);
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    static Optional<LineCode> make() {
        Caller caller = Caller.ofAnyThread();
        try {
            return Optional.of(new LineCode(caller));
        } catch (LibcException refused) {
            caller.close();
            return Optional.empty();
        }
    }
}
