// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Lines of one origin that wait in memory until their file can be written, the oldest first. */
final class HeldLines {

    /** More lines of the same origin are put behind these up to this size, in bytes: an object for each line would cost more than it. */
    private static final int SIZE = 1 << 16;

    private final Origin origin;
    private final long stamp;
    private byte[] text;
    private int from;
    private int to;
    private int done;

    /** Hold the bytes that remain. */
    HeldLines(Origin origin, long stamp, ByteBuffer lines) {
        this.origin = origin;
        this.stamp = stamp;
        this.text = new byte[lines.remaining()];
        append(lines);
    }

    private HeldLines(HeldLines whole, int size, int done) {
        this.origin = whole.origin;
        this.stamp = whole.stamp;
        this.text = Arrays.copyOfRange(whole.text, whole.from, whole.from + size);
        this.to = size;
        this.done = done;
    }

    Origin origin() {
        return origin;
    }

    /** When the first of them came. */
    long stamp() {
        return stamp;
    }

    /** How many bytes they take in the file. */
    int size() {
        return to - from;
    }

    /** How many bytes of the first line are in the file already. */
    int done() {
        return done;
    }

    /** The first line is to be written again from its beginning: into another file. */
    void restart() {
        done = 0;
    }

    byte[] text() {
        return text;
    }

    /** Where in the text they begin. */
    int from() {
        return from;
    }

    boolean takes(Origin other, int count) {
        return done == 0 && to + count <= SIZE && origin.equals(other);
    }

    void append(ByteBuffer lines) {
        int count = lines.remaining();
        if (to + count > text.length) {
            text = Arrays.copyOf(text, Math.max(to + count, Math.min(SIZE, 2 * text.length)));
        }
        lines.get(text, to, count);
        int before = to;
        to += count;
        origin.count().held(bytes(before, to));
    }

    /** How long the first line is in the file. */
    int firstLine() {
        return LineMeasure.end(text, from, to) - from;
    }

    /** How many of the first bytes are whole lines. */
    int wholeWithin(int count) {
        if (count == size()) {
            return count;
        }
        int end = from + count;
        while (end > from && text[end - 1] != '\n') {
            end--;
        }
        return end - from;
    }

    /** How many bytes of the program the first bytes stand for, which are whole lines. */
    long bytes(int count) {
        return bytes(from, from + count);
    }

    /** How many lines of the program end within the first bytes, which are whole lines. */
    long lines(int count) {
        long sum = 0;
        for (int at = from; at < from + count; ) {
            int end = LineMeasure.end(text, at, from + count);
            sum += LineMeasure.isFinished(origin.format(), text, at, end) ? 1 : 0;
            at = end;
        }
        return sum;
    }

    /** Forget the first bytes, which are whole lines. */
    void take(int count) {
        origin.count().held(-bytes(count));
        from += count;
        done = 0;
    }

    /** Tell whether there is a line feed behind the last byte. */
    boolean endsLine() {
        return text[to - 1] == '\n';
    }

    /** Return the time of the line in which a byte stands, counted from the first, as its text has it; nothing for raw ones. */
    byte[] timeAt(int index) {
        int begin = from + index;
        while (begin > from && text[begin - 1] != '\n') {
            begin--;
        }
        return LineMeasure.time(origin.format(), text, begin);
    }

    /** Take the first line away, of which some bytes are in the file, and return it alone. */
    HeldLines takeFirst(int inFile) {
        int size = firstLine();
        HeldLines torn = new HeldLines(this, size, inFile);
        from += size;
        return torn;
    }

    private long bytes(int begin, int end) {
        long sum = 0;
        for (int at = begin; at < end; ) {
            int after = LineMeasure.end(text, at, end);
            sum += LineMeasure.bytes(origin.format(), text, at, after);
            at = after;
        }
        return sum;
    }
}
