// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the line feeds of a text, in a buffer that moves over it. It grows when a line does not fit, up to a bound that callers keep by the
 * limit they set, and is given back when it is empty: a reader of many quiet files has few of them.
 */
final class LineBuffer {

    /** How it begins. */
    static final int SIZE = 64 * 1024;

    /** How much is read at once to look at a single line. */
    static final int PROBE = 8 * 1024;

    private static final byte[] NONE = {};

    /** Enough for the time of a line and a little of its text: no other line of the file begins so. */
    private static final int WITNESS = 48;

    /** What was found. */
    enum Found {
        /** A line, with a line feed behind it. */
        LINE,
        /** As much of a line as there may be of one; or what is before a place where a line must end. */
        PIECE,
        /** Less than that, so far. */
        NOTHING
    }

    private final Text text;
    private final ReadCount count;
    private final byte[] witness = new byte[WITNESS];
    private byte[] bytes = NONE;
    private int readMax = Integer.MAX_VALUE;
    private long base;
    private int from;
    private int to;
    private int next;
    private int scanned;
    private int filled;
    private long witnessOffset;
    private int witnessLength;
    private long turn;
    private boolean cut;

    LineBuffer(Text text, ReadCount count) {
        this.text = text;
        this.count = count;
    }

    /** Go to a place; what has been read is kept if it is there. */
    void seek(long offset) {
        if (offset >= base && offset <= base + filled) {
            next = (int) (offset - base);
        } else {
            base = offset;
            next = 0;
            filled = 0;
            witnessLength = 0;
        }
        from = next;
        to = next;
        scanned = next;
    }

    /** Read so many bytes at once at the most. */
    void readMax(int max) {
        readMax = max;
    }

    /** Look for the next line in what has been read. */
    Found next(int limit, long stop) {
        int end = (int) Math.min(filled, Math.max(next, stop - base));
        while (scanned < end && bytes[scanned] != '\n') {
            scanned++;
        }
        boolean ended = scanned < end;
        if (Math.min(scanned, end) - next > limit) {
            return take(cut(next + limit), 0, Found.PIECE);
        }
        if (ended) {
            return take(scanned, 1, Found.LINE);
        }
        return end == stop - base && end > next ? take(end, 0, Found.PIECE) : Found.NOTHING;
    }

    /** Take what is left as a piece. Return whether there is anything. */
    boolean rest() {
        if (next == filled) {
            return false;
        }
        take(filled, 0, Found.PIECE);
        return true;
    }

    /** Read more behind what there is. Return whether there was any. */
    boolean fill() throws IOException {
        remember();
        makeRoom();
        count.look();
        int got = text.read(base + filled, bytes, filled, Math.min(readMax, bytes.length - filled));
        count.add(got);
        if (got > 0 && !isIntact()) {
            cut = true;
            return false;
        }
        if (got > 0) {
            filled += got;
            turn = count.turns();
        } else if (next == filled) {
            release();
        }
        return got > 0;
    }

    /** Tell whether the text was not what it had been when more was to be read: what was before is gone, and nothing more was read. */
    boolean isCut() {
        return cut;
    }

    /** Keep how the last line begins. */
    private void remember() {
        if (filled > from) {
            witnessOffset = base + from;
            witnessLength = Math.min(WITNESS, filled - from);
            System.arraycopy(bytes, from, witness, 0, witnessLength);
        }
    }

    /** Looked at behind what was read, because the text may be cut between the two. */
    private boolean isIntact() throws IOException {
        if (!(text instanceof Text.Plain) || witnessLength == 0) {
            return true;
        }
        count.look();
        byte[] now = new byte[witnessLength];
        int got = text.read(witnessOffset, now, 0, witnessLength);
        return got == witnessLength && Arrays.equals(now, 0, got, witness, 0, got);
    }

    /** Return the bytes among which the line is, from {@link #from} to {@link #to}. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Return where the line begins in the text. */
    long offset() {
        return base + from;
    }

    /** Return where the next one begins. */
    long nextOffset() {
        return base + next;
    }

    /** Return where what has been read ends. */
    long end() {
        return base + filled;
    }

    /** Return the turn in which what has been read was read. */
    long turn() {
        return turn;
    }

    private Found take(int end, int feed, Found found) {
        from = next;
        to = end;
        next = end + feed;
        scanned = Math.max(next, scanned);
        return found;
    }

    /** Not in the midst of a character, unless it is none. */
    private int cut(int at) {
        for (int i = at; i > at - 4; i--) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return i;
            }
        }
        return at;
    }

    private void makeRoom() {
        int kept = filled - next;
        if (bytes.length == 0) {
            bytes = new byte[SIZE];
        } else if (kept == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        } else if (filled == bytes.length || kept == 0) {
            System.arraycopy(bytes, next, bytes, 0, kept);
            base += next;
            scanned -= next;
            filled = kept;
            next = 0;
            from = 0;
            to = 0;
        }
    }

    private void release() {
        base += next;
        from = 0;
        to = 0;
        next = 0;
        scanned = 0;
        filled = 0;
        bytes = NONE;
    }
}
