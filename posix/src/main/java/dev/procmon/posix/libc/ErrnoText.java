// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** What the C library says of an error, in English whatever the locale is. */
public final class ErrnoText {

    private static final MemorySegment DESCRIPTION = Libc.function("strerrordesc_np");

    private ErrnoText() {}

    /** Return the name of an error and what it means, {@code ENOSPC (no space left on device)}; the bare number for one that is unknown. */
    public static String describe(int errno) {
        try (Caller caller = Caller.ofThisThread()) {
            long address = caller.callForAddress(DESCRIPTION, errno, 0);
            return address == 0 ? Errno.name(errno) : Errno.name(errno) + " (" + begin(address) + ")";
        }
    }

    /** The library begins with a capital letter; what follows one that is no abbreviation is a small one. */
    private static String begin(long address) {
        byte[] text = Memory.stringAt(address);
        if (text.length > 1 && !Character.isUpperCase(text[1])) {
            text[0] = (byte) Character.toLowerCase(text[0]);
        }
        return new String(text, StandardCharsets.US_ASCII);
    }
}
