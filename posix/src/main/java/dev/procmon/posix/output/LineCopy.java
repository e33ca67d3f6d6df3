// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.output;

import dev.procmon.posix.libc.LineCode;
import dev.procmon.posix.libc.LineCopyCall;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;
import java.util.Optional;

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

    private static final End[] ENDS = {End.UNFINISHED, End.LONG, End.FULL, End.COUNTED};

    private final Way way;
    private int lines;

    /** Make it, with an empty prefix. */
    public LineCopy() {
        this(LineCode.ofThisHost());
    }

    /** Have it in Java where there is no machine code. */
    LineCopy(Optional<LineCode> code) {
        way = code.isPresent() ? new ByMachine(code.get()) : new LineCopyInJava();
    }

    /**
     * Set the prefix of the lines to come.
     *
     * @param bytes what is copied from
     * @param length how many bytes of it, from its beginning; at most {@link #PREFIX_MAX}
     */
    public void prefix(byte[] bytes, int length) {
        Objects.checkFromIndexSize(0, length, Math.min(bytes.length, PREFIX_MAX));
        way.prefix(bytes, length);
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
        lines = 0;
        End end = way.copy(from, to, limit, room(limit), count);
        lines = way.lines();
        return end;
    }

    /** Return how many lines the last copy has copied. */
    public int lines() {
        return lines;
    }

    /** Let go of the memory that it needs. It cannot be used any more then. */
    @Override
    public void close() {
        way.close();
    }

    /** How it is done, once it is known that it may be. */
    sealed interface Way permits ByMachine, LineCopyInJava {

        void prefix(byte[] bytes, int length);

        End copy(ByteBuffer from, ByteBuffer to, int limit, int room, int count);

        int lines();

        void close();
    }

    /** As machine code. */
    static final class ByMachine implements Way {

        private final LineCopyCall call;

        ByMachine(LineCode code) {
            call = new LineCopyCall(code, PREFIX_MAX);
        }

        @Override
        public void prefix(byte[] bytes, int length) {
            call.prefix(bytes, length);
        }

        @Override
        public End copy(ByteBuffer from, ByteBuffer to, int limit, int room, int count) {
            return ENDS[call.copy(from, to, limit + 1, room, count)];
        }

        @Override
        public int lines() {
            return call.lines();
        }

        @Override
        public void close() {
            call.close();
        }
    }
}
