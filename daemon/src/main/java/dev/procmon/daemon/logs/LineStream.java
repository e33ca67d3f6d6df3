// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LinePrefix;
import dev.procmon.posix.output.LineCopy;
import dev.procmon.posix.output.LineFeeds;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes lines with their time, stream and run before each. */
final class LineStream implements StreamWriter {

    private static final byte[] NONE = {};
    private static final int KEPT_BETWEEN = 1024;

    private final Gathering lines;
    private final LinePrefix prefix;
    private final Desk desk;
    private byte[] carry = NONE;
    private int carried;

    LineStream(Gathering lines, LinePrefix prefix, Desk desk) {
        this.lines = lines;
        this.prefix = prefix;
        this.desk = desk;
    }

    @Override
    public void feed(ByteBuffer chunk) {
        lines.begin();
        boolean goesOn = chunk.hasRemaining();
        while (goesOn) {
            boolean oneByOne = carried > 0 || !isCopyable();
            goesOn = oneByOne ? writeOne(chunk) : copyMany(chunk);
        }
        lines.flush();
    }

    @Override
    public void finish() {
        if (carried > 0) {
            lines.begin();
            write(ByteBuffer.allocate(0), carried, false);
            lines.flush();
        }
    }

    private boolean isCopyable() {
        return prefix.bytes().length <= LineCopy.PREFIX_MAX;
    }

    /** Copy as many whole lines as there is room for. Return whether more of the chunk is left to do. */
    private boolean copyMany(ByteBuffer chunk) {
        LineCopy copy = desk.copy();
        ByteBuffer out = lines.out();
        out.limit(out.position() + lines.room());
        copy.prefix(prefix.bytes(), prefix.set(lines.stamp(), true));
        LineCopy.End end = copy.copy(chunk, out, LIMIT, lines.left());
        out.limit(out.capacity());
        lines.put(copy.lines());
        return switch (end) {
            case COUNTED -> true;
            case UNFINISHED, LONG -> writeOne(chunk);
            case FULL -> {
                if (out.remaining() < copy.room(LIMIT)) {
                    lines.flush();
                }
                // Near the size of the file line by line, so that it takes as many as may be.
                yield lines.room() >= copy.room(LIMIT) || writeOne(chunk);
            }
        };
    }

    /** Write one line, or a piece of one; or keep back what is no whole line. Return whether more of the chunk is left to do. */
    private boolean writeOne(ByteBuffer chunk) {
        // One more than the limit, where a line of the limit has its line feed.
        int window = Math.min(chunk.remaining(), LIMIT - carried + 1);
        int lineFeed = LineFeeds.first(chunk.slice(chunk.position(), window));
        if (lineFeed >= 0) {
            write(chunk, carried + lineFeed, true);
            chunk.get();
        } else if (carried + window <= LIMIT) {
            keep(chunk);
        } else {
            write(chunk, cut(chunk), false);
        }
        return chunk.hasRemaining();
    }

    private void keep(ByteBuffer chunk) {
        int count = chunk.remaining();
        if (carried + count > carry.length) {
            carry = Arrays.copyOf(carry, Math.min(LIMIT, Math.max(carried + count, Math.max(256, 2 * carry.length))));
        }
        chunk.get(carry, carried, count);
        carried += count;
    }

    /** Write a line, or a piece of one, of what was kept back and what comes behind it. */
    private void write(ByteBuffer chunk, int length, boolean finished) {
        lines.reserve(prefix.bytes().length + length + 1);
        prefix.set(lines.stamp(), finished);
        ByteBuffer out = lines.out();
        int kept = Math.min(length, carried);
        out.put(prefix.bytes()).put(carry, 0, kept);
        out.put(chunk.slice(chunk.position(), length - kept)).put((byte) '\n');
        chunk.position(chunk.position() + length - kept);
        System.arraycopy(carry, kept, carry, 0, carried - kept);
        carried -= kept;
        if (carried == 0 && carry.length > KEPT_BETWEEN) {
            carry = NONE;
        }
        lines.put(1);
    }

    /** How many bytes may be written of a line that is longer than the limit, without cutting a character in two. */
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

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
