// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.posix.output.LineFeeds;
import dev.procmon.posix.output.OutputFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes bytes as they are, line by line, so that lines of several streams are not mixed: an unfinished line waits for its end, unless it
 * grows beyond the limit or the stream ends. Where this stream has begun a line in the file, the others wait for the end of it, until they
 * have as much as that to write.
 */
final class RawStream implements StreamWriter {

    private static final byte[] NONE = {};

    /** The kernel moves no more than this at a time, in bytes. */
    private static final int MOVED_MAX = 1 << 20;

    private final LogFile file;
    private final Origin origin;
    private final Desk desk;
    private byte[] kept = NONE;
    private int length;
    private long stamp;

    RawStream(LogFile file, Origin origin, Desk desk) {
        this.file = file;
        this.origin = origin;
        this.desk = desk;
    }

    @Override
    public void feed(ByteBuffer chunk) {
        stamp = file.begin(origin.format());
        if (isOthersTurn()) {
            file.turns().awaits(this);
            keep(chunk, chunk.limit());
            return;
        }
        int end = Math.max(chunk.position(), LineFeeds.last(chunk) + 1);
        if (length > 0 && end > chunk.position()) {
            keep(chunk, LineFeeds.first(chunk) + 1);
            release(length);
        }
        if (end > chunk.position()) {
            append(chunk.slice(chunk.position(), end - chunk.position()));
            wrote();
            chunk.position(end);
        }
        keep(chunk, chunk.limit());
    }

    @Override
    public void finish() {
        if (length > 0) {
            stamp = file.begin(origin.format());
            release(length);
        }
        if (file.turns().isOf(this)) {
            file.endWithinLine();
        }
        file.turns().leave(this);
    }

    /** It is this stream's turn again: write what are whole lines. */
    void resume() {
        stamp = desk.stamps().next();
        int whole = length;
        while (whole > 0 && kept[whole - 1] != '\n') {
            whole--;
        }
        release(whole);
    }

    /** Return the file for bytes that the kernel moves to its end. */
    Optional<OutputFile> target() {
        boolean isWithinOthers = file.isWithinLine() && !file.turns().isOf(this);
        if (!file.isAlone() || isWithinOthers) {
            return Optional.empty();
        }
        if (length > 0) {
            stamp = file.begin(origin.format());
            release(length);
        }
        return file.target(origin, MOVED_MAX);
    }

    void moved(int bytes) {
        file.moved(bytes, origin);
        wrote();
    }

    void notMoved(int errno) {
        file.notMoved(errno);
    }

    private boolean isOthersTurn() {
        return file.turns().isTaken() && !file.turns().isOf(this);
    }

    private void keep(ByteBuffer chunk, int end) {
        while (chunk.position() < end) {
            if (length == LIMIT) {
                release(length);
            }
            int count = Math.min(end - chunk.position(), LIMIT - length);
            if (length + count > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(LIMIT, Math.max(256, Math.max(length + count, 2 * kept.length))));
            }
            chunk.get(kept, length, count);
            length += count;
        }
    }

    private void release(int count) {
        if (count > 0) {
            append(desk.out().clear().put(kept, 0, count).flip());
            desk.out().clear();
            System.arraycopy(kept, count, kept, 0, length - count);
            length -= count;
            wrote();
        }
    }

    /** Write bytes, in as many files as must be. */
    private void append(ByteBuffer bytes) {
        if (!file.turns().isOf(this) && file.isWithinLine()) {
            file.write(desk.lineFeed(), origin.ours(), stamp);
        }
        while (bytes.hasRemaining()) {
            int fitting = fitting(bytes);
            if (fitting > 0) {
                file.write(bytes.slice(bytes.position(), fitting), origin, stamp);
                bytes.position(bytes.position() + fitting);
            } else if (file.rotate()) {
                // No time is in two segments.
                stamp = desk.stamps().following();
            }
        }
    }

    private void wrote() {
        if (file.isWithinLine()) {
            file.turns().takes(this);
        } else {
            file.turns().free();
        }
    }

    /** Return how many bytes go into the present file, 0 if it must be rotated first. */
    private int fitting(ByteBuffer bytes) {
        long room = file.room();
        if (bytes.remaining() <= room) {
            return bytes.remaining();
        }
        int last = LineFeeds.last(bytes.slice(bytes.position(), (int) room));
        if (last >= 0) {
            return last + 1;
        }
        // A line that was begun here is ended here, and one that is longer than a file gets one of its own.
        boolean hasLine = !file.isEmpty() && !file.isWithinLine();
        int first = LineFeeds.first(bytes.slice());
        return hasLine ? 0 : first < 0 ? bytes.remaining() : first + 1;
    }
}
