// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import java.nio.ByteBuffer;

/** Copies whole lines from one direct buffer to another, with a prefix before each, at the speed of a copy. For one thread at a time. */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class LineCopy implements AutoCloseable {

    /** The longest prefix in bytes. */
    public static final int PREFIX_MAX = 256;

    /** Why a copy has ended. */
    public enum End {
        /** All that is left is less than a line, or nothing. */
        UNFINISHED,
        /** The next line is longer than the limit, or what is left is without its end. */
        LONG,
        /** There may be no room for the next line: {@link #room} bytes are enough for any. */
        FULL,
        /** So many lines as were wanted have been copied. */
        COUNTED
    }

    private int lines;

    /** Make it. */
    public LineCopy() {}

    /** Set the prefix of the lines to come. */
    public void prefix(byte[] bytes, int length) {
        throw new UnsupportedOperationException();
    }

    /** Return how many bytes must be free for a line of the limit. */
    public int room(int limit) {
        throw new UnsupportedOperationException();
    }

    /**
     * Copy whole lines with their line feeds, from the positions of both buffers on, which are advanced by what was copied.
     *
     * @param limit the longest line in bytes, without its line feed
     * @param count at most so many lines
     */
    public End copy(ByteBuffer from, ByteBuffer to, int limit, int count) {
        throw new UnsupportedOperationException();
    }

    /** Return how many lines the last copy has copied. */
    public int lines() {
        return lines;
    }

    @Override
    public void close() {}
}
