// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Goes through the lines of a file, from its beginning or from its end, with little in memory at a time. */
final class SegmentLines {

    private static final int CHUNK = 64 * 1024;

    /** No event is longer. */
    private static final int LINE_MAX = 4 * 1024 * 1024;

    /** Takes lines. */
    interface Visitor {
        /**
         * Take a line, without its line feed. The array is used again.
         *
         * @param offset where in the file it begins
         * @return whether to go on
         */
        boolean line(byte[] bytes, int from, int to, long offset);
    }

    private SegmentLines() {}

    /**
     * Go from the beginning to the end.
     *
     * @param size how many bytes to look at
     * @return whether the visitor wanted all
     */
    static boolean forwards(SeekableByteChannel file, long size, Visitor visitor) throws IOException {
        byte[] bytes = new byte[(int) Math.min(CHUNK, Math.max(size, 1))];
        long offset = 0;
        int length = 0;
        while (offset + length < size) {
            if (length == bytes.length) {
                bytes = larger(bytes);
            }
            int wanted = (int) Math.min(bytes.length - length, size - offset - length);
            int count = file.read(ByteBuffer.wrap(bytes, length, wanted));
            if (count < 0) {
                return true;
            }
            int begin = 0;
            for (int at = length; at < length + count; at++) {
                if (bytes[at] == '\n') {
                    if (!visitor.line(bytes, begin, at, offset + begin)) {
                        return false;
                    }
                    begin = at + 1;
                }
            }
            length = length + count - begin;
            System.arraycopy(bytes, begin, bytes, 0, length);
            offset += begin;
        }
        return true;
    }

    /**
     * Go from the end to the beginning. What comes behind the last line feed is no line.
     *
     * @param size how many bytes to look at
     * @return whether the visitor wanted all
     */
    static boolean backwards(SeekableByteChannel file, long size, Visitor visitor) throws IOException {
        long offset = size;
        byte[] rest = {};
        while (offset > 0) {
            int count = (int) Math.min(CHUNK, offset);
            offset -= count;
            byte[] bytes = chunk(file, offset, count, rest);
            int end = lastLineFeed(bytes, bytes.length) + 1;
            while (end > 0) {
                int begin = lastLineFeed(bytes, end - 1) + 1;
                if (begin == 0 && offset > 0) {
                    break;
                }
                if (!visitor.line(bytes, begin, end - 1, offset + begin)) {
                    return false;
                }
                end = begin;
            }
            rest = Arrays.copyOf(bytes, end);
            if (rest.length > LINE_MAX) {
                throw new IOException("a line is too long");
            }
        }
        return true;
    }

    private static byte[] chunk(SeekableByteChannel file, long offset, int count, byte[] rest) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(count + rest.length).limit(count);
        file.position(offset);
        while (chunk.hasRemaining()) {
            if (file.read(chunk) < 0) {
                throw new IOException("shorter than it was");
            }
        }
        chunk.limit(chunk.capacity()).put(rest);
        return chunk.array();
    }

    private static int lastLineFeed(byte[] bytes, int before) {
        int at = before - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] larger(byte[] bytes) throws IOException {
        if (bytes.length >= LINE_MAX) {
            throw new IOException("a line is too long");
        }
        return Arrays.copyOf(bytes, 2 * bytes.length);
    }
}
