// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/**
 * Copies whole lines from one direct buffer to another, with a prefix before each, at the speed of a copy. A line ends with a line feed; any
 * other byte is as good as another. For one thread at a time.
 */
public final class LineCopy implements AutoCloseable {

    /** The longest prefix in bytes. */
    public static final int PREFIX_MAX = 256;

    /** The longest limit of a line in bytes. */
    public static final int LIMIT_MAX = 1 << 30;

    /** Why a copy has ended. */
    public enum End {
        /** All that is left is less than a line, or nothing: at most as many bytes as the limit, and no line feed. */
        UNFINISHED,
        /** The next line is longer than the limit, or what is left is without its end. */
        LONG,
        /** There may be no room for the next line: {@link #room} bytes are enough for any. */
        FULL,
        /** So many lines as were wanted have been copied, and there is more. */
        COUNTED
    }

    private final byte[] prefix = new byte[PREFIX_MAX];
    private int prefixLength;
    private int lines;

    /** Make it, with an empty prefix. */
    public LineCopy() {}

    /**
     * Set the prefix of the lines to come.
     *
     * @param bytes what is copied from
     * @param length how many bytes of it, from its beginning; at most {@link #PREFIX_MAX}
     */
    public void prefix(byte[] bytes, int length) {
        Objects.checkFromIndexSize(0, length, Math.min(bytes.length, PREFIX_MAX));
        System.arraycopy(bytes, 0, prefix, 0, length);
        prefixLength = length;
    }

    /** Return how many bytes must be free for a line of the limit, whatever the prefix is. */
    public int room(int limit) {
        if (limit < 0 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("not a limit: " + limit);
        }
        return PREFIX_MAX + limit + 1;
    }

    /**
     * Copy whole lines with their line feeds, from the positions of both buffers on, which are advanced by what was copied. Bytes of the
     * target behind that, up to its limit, may be overwritten. A target of {@link #room} bytes takes at least one line.
     *
     * @param from a direct buffer
     * @param to a direct buffer that has no bytes in common with the other
     * @param limit the longest line in bytes, without its line feed
     * @param count at most so many lines
     */
    public End copy(ByteBuffer from, ByteBuffer to, int limit, int count) {
        if (!from.isDirect() || !to.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer");
        }
        if (to.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        int room = room(limit);
        lines = 0;
        while (from.hasRemaining()) {
            if (lines >= count) {
                return End.COUNTED;
            }
            if (to.remaining() < room) {
                return End.FULL;
            }
            int longest = Math.min(from.remaining(), limit + 1);
            int lineFeed = LineFeeds.first(from, from.position(), from.position() + longest);
            if (lineFeed < 0) {
                return from.remaining() > limit ? End.LONG : End.UNFINISHED;
            }
            copyLine(from, to, lineFeed + 1 - from.position());
        }
        return End.UNFINISHED;
    }

    /** Return how many lines the last copy has copied. */
    public int lines() {
        return lines;
    }

    /** Let go of what it needs. */
    @Override
    public void close() {}

    private void copyLine(ByteBuffer from, ByteBuffer to, int length) {
        to.put(prefix, 0, prefixLength);
        to.put(to.position(), from, from.position(), length);
        to.position(to.position() + length);
        from.position(from.position() + length);
        lines++;
    }
}
