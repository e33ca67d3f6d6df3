// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Splits a stream of bytes into lines in bounded memory, whatever the chunks in which it comes and however long a line
 * is. A line ends with a line feed, which is not part of it; a carriage return before it is. A line longer than the
 * limit comes in pieces, none of which cuts a UTF-8 character in two. Not thread-safe.
 */
public final class LineSplitter {

    /** The usual limit, in bytes: what Twisted's line receiver takes whole. */
    public static final int LIMIT = 16_384;

    private static final int LONGEST_CHARACTER = 4;
    private static final int INITIAL = 256;

    /** Takes the lines. The array is only valid during the call. */
    @FunctionalInterface
    public interface Lines {
        /** Take a line or a piece of one. */
        void line(byte[] bytes, int length, LinePart part);
    }

    private final int limit;
    private final Lines lines;
    private byte[] pending = new byte[INITIAL];
    private int length;
    private boolean begun;

    /**
     * Make a splitter.
     *
     * @param limit the longest piece in bytes, at least 4
     */
    public LineSplitter(int limit, Lines lines) {
        if (limit < LONGEST_CHARACTER) {
            throw new IllegalArgumentException("limit " + limit + " is less than " + LONGEST_CHARACTER);
        }
        this.limit = limit;
        this.lines = lines;
    }

    /** Take the bytes that are left in the buffer. */
    public void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int end = bytes.position() + Math.min(bytes.remaining(), limit - length);
            int lineFeed = indexOfLineFeed(bytes, end);
            append(bytes, lineFeed >= 0 ? lineFeed : end);
            if (lineFeed >= 0) {
                bytes.get();
                emit(length, begun ? LinePart.LAST : LinePart.WHOLE);
            } else if (length == limit && bytes.hasRemaining()) {
                breakAt(bytes);
            }
        }
    }

    /** Say that no more bytes come: an unfinished line is a line. */
    public void finish() {
        if (length > 0) {
            emit(length, begun ? LinePart.LAST : LinePart.WHOLE);
        }
    }

    /** The limit is reached and there is more: unless the line ends right here, let a piece go. */
    private void breakAt(ByteBuffer bytes) {
        byte next = bytes.get(bytes.position());
        if (next == '\n') {
            bytes.get();
            emit(length, begun ? LinePart.LAST : LinePart.WHOLE);
        } else {
            emit(cut(next), begun ? LinePart.MIDDLE : LinePart.FIRST);
        }
    }

    /** How many of the pending bytes may go without cutting a character in two. */
    private int cut(byte next) {
        if (!isContinuation(next)) {
            return length;
        }
        for (int back = 1; back < LONGEST_CHARACTER; back++) {
            if (!isContinuation(pending[length - back])) {
                return pending[length - back] < 0 ? length - back : length;
            }
        }
        return length;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private void emit(int count, LinePart part) {
        lines.line(pending, count, part);
        System.arraycopy(pending, count, pending, 0, length - count);
        length -= count;
        begun = part.goesOn();
    }

    private void append(ByteBuffer bytes, int end) {
        int count = end - bytes.position();
        if (length + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.min(limit, Math.max(length + count, 2 * pending.length)));
        }
        bytes.get(pending, length, count);
        length += count;
    }

    private static int indexOfLineFeed(ByteBuffer bytes, int end) {
        for (int i = bytes.position(); i < end; i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
