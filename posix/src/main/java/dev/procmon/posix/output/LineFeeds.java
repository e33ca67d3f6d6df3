// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import java.nio.ByteBuffer;

/** Finds and counts line feeds. From any thread, as far as the buffer allows it. */
public final class LineFeeds {

    private LineFeeds() {}

    /** Return the index of the first one between the position and the limit, or -1 where there is none. */
    public static int first(ByteBuffer bytes) {
        return first(bytes, bytes.position(), bytes.limit());
    }

    /** Return the index of the last one between the position and the limit, or -1 where there is none. */
    public static int last(ByteBuffer bytes) {
        for (int i = bytes.limit() - 1; i >= bytes.position(); i--) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Return how many there are between the position and the limit. */
    public static int count(ByteBuffer bytes) {
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
}
