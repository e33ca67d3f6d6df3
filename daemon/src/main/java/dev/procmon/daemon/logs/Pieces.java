// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.posix.output.LineFeeds;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts the chunks of one stream into lines, and lines that are too long into pieces that cut no UTF-8 character. The beginning of a line
 * that has no end yet is kept back, in no more memory than the limit.
 */
final class Pieces {

    private static final byte[] NONE = {};
    private static final int KEPT_BETWEEN = 1024;
    private static final int LIMIT = StreamWriter.LIMIT;

    private final Target target;
    private byte[] carry = NONE;
    private int carried;

    /** Takes a line without its line feed, or a piece of one: what was kept back of it, and what comes behind that. */
    interface Target {
        void piece(byte[] carry, int carried, ByteBuffer rest, boolean finished);
    }

    Pieces(Target target) {
        this.target = target;
    }

    boolean isEmpty() {
        return carried == 0;
    }

    /** Take the next line or piece from a chunk, or keep back what is none. Return whether more of the chunk is left to do. */
    boolean next(ByteBuffer chunk) {
        // One more than the limit, where a line of the limit has its line feed.
        int window = Math.min(chunk.remaining(), LIMIT - carried + 1);
        int lineFeed = LineFeeds.first(chunk.slice(chunk.position(), window));
        if (lineFeed >= 0) {
            pass(chunk, carried + lineFeed, true);
            chunk.get();
        } else if (carried + window <= LIMIT) {
            keep(chunk);
        } else {
            pass(chunk, cut(chunk), false);
        }
        return chunk.hasRemaining();
    }

    /** No more will come soon: pass on what was kept back, but for the beginning of a UTF-8 character at its end. */
    void pause() {
        int length = carried;
        int back = 1;
        while (back < 4 && back < length && isContinuation(carry[length - back])) {
            back++;
        }
        if (back <= length && length > 0 && back < lengthOf(carry[length - back])) {
            length -= back;
        }
        if (length > 0) {
            pass(ByteBuffer.allocate(0), length, false);
        }
    }

    /** No more will come: what was kept back is all of its line. */
    void finish() {
        pass(ByteBuffer.allocate(0), carried, false);
    }

    private void keep(ByteBuffer chunk) {
        int count = chunk.remaining();
        if (carried + count > carry.length) {
            carry = Arrays.copyOf(carry, Math.min(LIMIT, Math.max(carried + count, Math.max(256, 2 * carry.length))));
        }
        chunk.get(carry, carried, count);
        carried += count;
    }

    private void pass(ByteBuffer chunk, int length, boolean finished) {
        int kept = Math.min(length, carried);
        target.piece(carry, kept, chunk.slice(chunk.position(), length - kept), finished);
        chunk.position(chunk.position() + length - kept);
        System.arraycopy(carry, kept, carry, 0, carried - kept);
        carried -= kept;
        if (carried == 0 && carry.length > KEPT_BETWEEN) {
            carry = NONE;
        }
    }

    /** How many bytes may be passed on of a line that is longer than the limit, without cutting a character in two. */
    private int cut(ByteBuffer chunk) {
        if (isContinuation(at(chunk, LIMIT))) {
            for (int back = 1; back < 4; back++) {
                byte before = at(chunk, LIMIT - back);
                if (!isContinuation(before)) {
                    return before < 0 ? LIMIT - back : LIMIT;
                }
            }
        }
        return LIMIT;
    }

    private byte at(ByteBuffer chunk, int index) {
        return index < carried ? carry[index] : chunk.get(chunk.position() + index - carried);
    }

    /** How many bytes the UTF-8 character has that begins with this one. */
    private static int lengthOf(byte first) {
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : (first & 0xF8) == 0xF0 ? 4 : 1;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
