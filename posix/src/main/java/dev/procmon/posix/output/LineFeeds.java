// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.posix.libc.LineCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds and counts line feeds. From any thread, as far as the buffer allows it. */
public final class LineFeeds {

    /** A call costs as much as looking at so many bytes. */
    private static final int WORTH_A_CALL = 48;

    private static final Optional<LineCode> CODE = LineCode.ofThisHost();

    private LineFeeds() {}

    /** Return the index of the first one between the position and the limit, or -1 where there is none. */
    public static int first(ByteBuffer bytes) {
        return isWorthACall(bytes) ? CODE.get().first(bytes) : first(bytes, bytes.position(), bytes.limit());
    }

    /** Return the index of the last one between the position and the limit, or -1 where there is none. */
    public static int last(ByteBuffer bytes) {
        if (isWorthACall(bytes)) {
            return CODE.get().last(bytes);
        }
        for (int i = bytes.limit() - 1; i >= bytes.position(); i--) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Return how many there are between the position and the limit. */
    public static int count(ByteBuffer bytes) {
        if (isWorthACall(bytes)) {
            return CODE.get().count(bytes);
        }
        int count = 0;
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                count++;
            }
        }
        return count;
    }

    /** The same between two indexes, byte by byte. */
    static int first(ByteBuffer bytes, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWorthACall(ByteBuffer bytes) {
        return bytes.remaining() >= WORTH_A_CALL && bytes.isDirect() && CODE.isPresent();
    }
}
