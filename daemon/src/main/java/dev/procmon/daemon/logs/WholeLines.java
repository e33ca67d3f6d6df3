// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.ByteBuffer;

/**
 * Passes the bytes of one stream on to a log file line by line, so that lines of several streams are not mixed: an
 * unfinished line waits for its end, unless it grows beyond {@value #HELD_MAX} bytes or the stream ends.
 */
final class WholeLines {

    /** The most that is kept back of a line, in bytes. */
    static final int HELD_MAX = 16_384;

    private final RotatingFile file;
    private byte[] held = new byte[256];
    private int length;

    WholeLines(RotatingFile file) {
        this.file = file;
    }

    void feed(ByteBuffer bytes) {
        int end = afterLastLineFeed(bytes);
        if (length > 0 && end > bytes.position()) {
            hold(bytes, afterFirstLineFeed(bytes));
            release();
        }
        if (end > bytes.position()) {
            file.append(this, bytes.slice(bytes.position(), end - bytes.position()));
            bytes.position(end);
        }
        hold(bytes, bytes.limit());
    }

    void finish() {
        release();
    }

    private void hold(ByteBuffer bytes, int end) {
        while (bytes.position() < end) {
            if (length == HELD_MAX) {
                release();
            }
            int count = Math.min(end - bytes.position(), HELD_MAX - length);
            reserve(length + count);
            bytes.get(held, length, count);
            length += count;
        }
    }

    private void reserve(int size) {
        if (size > held.length) {
            byte[] larger = new byte[Math.min(HELD_MAX, Math.max(size, 2 * held.length))];
            System.arraycopy(held, 0, larger, 0, length);
            held = larger;
        }
    }

    private void release() {
        if (length > 0) {
            file.append(this, ByteBuffer.wrap(held, 0, length));
            length = 0;
        }
    }

    private static int afterFirstLineFeed(ByteBuffer bytes) {
        int at = bytes.position();
        while (bytes.get(at) != '\n') {
            at++;
        }
        return at + 1;
    }

    /** Return the index behind the last line feed, or the position where there is none. */
    private static int afterLastLineFeed(ByteBuffer bytes) {
        int at = bytes.limit();
        while (at > bytes.position() && bytes.get(at - 1) != '\n') {
            at--;
        }
        return at;
    }
}
