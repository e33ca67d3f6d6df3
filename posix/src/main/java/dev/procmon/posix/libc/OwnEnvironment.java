// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment of this process, byte for byte. Java's own view of it is decoded by the locale, and what the locale
 * cannot hold is lost there.
 */
public final class OwnEnvironment {

    private static final MemorySegment DLSYM = Libc.function("dlsym");

    private OwnEnvironment() {}

    /** Copy all {@code NAME=value} strings. Java has no way to change them, so once is enough. */
    public static List<byte[]> read(Caller caller) {
        Memory name = caller.allocate(8);
        name.putString(0, new byte[] {'e', 'n', 'v', 'i', 'r', 'o', 'n'});
        // In the global scope, which the linker's look-up is not: an executable may have a copy of the variable.
        long variable = caller.callForAddress(DLSYM, 0, name.address());
        List<byte[]> strings = new ArrayList<>();
        long vector = variable == 0 ? 0 : Memory.at(variable).getLong(0);
        if (vector == 0) {
            return strings;
        }
        ByteBuffer pointers = Memory.at(vector);
        for (int i = 0; pointers.getLong(i) != 0; i += 8) {
            strings.add(Memory.stringAt(pointers.getLong(i)));
        }
        return strings;
    }
}
