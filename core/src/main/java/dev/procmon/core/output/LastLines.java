// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import dev.procmon.core.process.StdStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The last lines of one program, in a bounded number of bytes: the oldest go first, and how many have gone is known by the
 * sequence numbers. They lie one after the other in one ring, which grows to its bound as it is needed, so that a program
 * that writes little costs little.
 *
 * <p>Thread-safe. Whoever reads holds up whoever writes for no longer than it takes to copy the ring.
 */
public final class LastLines {

    /** The least bound, in bytes. */
    public static final int LIMIT_MIN = 256;

    private static final int INITIAL = 128;
    /** Length of the text, number, time, run, bytes not kept, stream and part. */
    private static final int HEADER = 4 + 8 + 8 + 8 + 4 + 1;
    /** No line takes more than this part of the bound, or one would drive out all others. */
    private static final int LINES_AT_LEAST = 4;

    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private byte[] ring = new byte[INITIAL];
    private int limit;
    private int begin;
    private int used;
    private long first = 1;
    private long next = 1;

    /**
     * Lines after a sequence number.
     *
     * @param missed how many came after it and are not there any longer
     * @param lines those that are, in their order
     */
    public record Excerpt(long missed, List<KeptLine> lines) {
        public Excerpt {
            lines = List.copyOf(lines);
        }
    }

    /** The ring as it was at one moment, from its oldest line on. */
    private record Copy(ByteBuffer bytes, long first, long next) {}

    /**
     * Make a place for lines; there are none.
     *
     * @param limit how many bytes they may take, {@value #LIMIT_MIN} or more
     */
    public LastLines(int limit) {
        this.limit = checked(limit);
    }

    /** Set another bound. What is too much is dropped, the oldest first. */
    public synchronized void limit(int bytes) {
        limit = checked(bytes);
        while (used > limit) {
            dropFirst();
        }
        if (ring.length > limit) {
            resize(Math.max(Math.min(INITIAL, limit), used));
        }
    }

    /**
     * Add a line. What does not fit is cut off, and counted, at the beginning of a character.
     *
     * @return its sequence number
     */
    public long append(Instant at, long run, StdStream stream, String text, LinePart part) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return append(OptionalLong.empty(), at.toEpochMilli(), run, stream, utf8, part);
    }

    /**
     * Add a line that has a number among those of all programs, greater than all before.
     *
     * @return its sequence number
     */
    public long append(long id, Instant at, long run, StdStream stream, String text, LinePart part) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return append(OptionalLong.of(id), at.toEpochMilli(), run, stream, utf8, part);
    }

    /** Return the number of the last line that was added; 0 where there was none. */
    public synchronized long lastSequence() {
        return next - 1;
    }

    /** Return how many lines were dropped. */
    public synchronized long dropped() {
        return first - 1;
    }

    /** Return how much room is taken at the moment, in bytes. */
    synchronized int capacity() {
        return ring.length;
    }

    /** Return the last lines, at most so many. */
    public List<KeptLine> last(int count) {
        Copy copy = copy();
        return read(copy, Math.max(copy.first(), copy.next() - Math.max(count, 0)));
    }

    /** Return the last lines of one run, at most so many. */
    public List<KeptLine> last(int count, long run) {
        Copy copy = copy();
        List<KeptLine> all = new ArrayList<>();
        for (KeptLine line : read(copy, copy.first())) {
            if (line.run() == run) {
                all.add(line);
            }
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(count, 0)), all.size()));
    }

    /** Return the lines that were added after the one of this sequence number; all that are there for 0. */
    public Excerpt since(long sequence) {
        Copy copy = copy();
        long from = Math.max(sequence, 0) + 1;
        return new Excerpt(Math.max(0, copy.first() - from), read(copy, Math.max(from, copy.first())));
    }

    private synchronized long append(
            OptionalLong id, long millis, long run, StdStream stream, byte[] text, LinePart part) {
        int kept = fitting(text);
        make(HEADER + kept);
        header.clear();
        header.putInt(kept)
                .putLong(id.orElse(next))
                .putLong(millis)
                .putLong(run)
                .putInt(text.length - kept);
        header.put((byte) (streamBit(stream) | partBits(part)));
        put(header.array(), HEADER);
        put(text, kept);
        return next++;
    }

    private int fitting(byte[] text) {
        int most = limit / LINES_AT_LEAST - HEADER;
        int kept = Math.min(text.length, most);
        while (kept > 0 && kept < text.length && (text[kept] & 0xC0) == 0x80) {
            kept--;
        }
        return kept;
    }

    /** Make room for so many bytes. */
    private void make(int bytes) {
        while (used + bytes > limit) {
            dropFirst();
        }
        if (used + bytes > ring.length) {
            resize(Math.min(limit, Math.max(used + bytes, 2 * ring.length)));
        }
    }

    private void put(byte[] bytes, int length) {
        int at = (begin + used) % ring.length;
        int head = Math.min(length, ring.length - at);
        System.arraycopy(bytes, 0, ring, at, head);
        System.arraycopy(bytes, head, ring, 0, length - head);
        used += length;
    }

    private void dropFirst() {
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length = (length << Byte.SIZE) | (ring[(begin + i) % ring.length] & 0xFF);
        }
        begin = (begin + HEADER + length) % ring.length;
        used -= HEADER + length;
        first++;
    }

    private void resize(int capacity) {
        ring = Arrays.copyOf(linear(), capacity);
        begin = 0;
    }

    private byte[] linear() {
        byte[] bytes = new byte[used];
        int head = Math.min(used, ring.length - begin);
        System.arraycopy(ring, begin, bytes, 0, head);
        System.arraycopy(ring, 0, bytes, head, used - head);
        return bytes;
    }

    private synchronized Copy copy() {
        return new Copy(ByteBuffer.wrap(linear()), first, next);
    }

    private static List<KeptLine> read(Copy copy, long from) {
        List<KeptLine> lines = new ArrayList<>();
        ByteBuffer bytes = copy.bytes();
        for (long sequence = copy.first(); sequence < copy.next(); sequence++) {
            int length = bytes.getInt();
            if (sequence < from) {
                bytes.position(bytes.position() + HEADER - Integer.BYTES + length);
            } else {
                lines.add(line(sequence, length, bytes));
            }
        }
        return lines;
    }

    private static KeptLine line(long sequence, int length, ByteBuffer bytes) {
        long id = bytes.getLong();
        Instant at = Instant.ofEpochMilli(bytes.getLong());
        long run = bytes.getLong();
        int cut = bytes.getInt();
        int kind = bytes.get();
        byte[] text = new byte[length];
        bytes.get(text);
        return new KeptLine(
                sequence, id, at, run, streamOf(kind), new String(text, StandardCharsets.UTF_8), partOf(kind), cut);
    }

    private static int streamBit(StdStream stream) {
        return switch (stream) {
            case STDOUT -> 0;
            case STDERR -> 4;
        };
    }

    private static StdStream streamOf(int kind) {
        return (kind & 4) == 0 ? StdStream.STDOUT : StdStream.STDERR;
    }

    private static int partBits(LinePart part) {
        return switch (part) {
            case WHOLE -> 0;
            case FIRST -> 1;
            case MIDDLE -> 2;
            case LAST -> 3;
        };
    }

    private static LinePart partOf(int kind) {
        return switch (kind & 3) {
            case 0 -> LinePart.WHOLE;
            case 1 -> LinePart.FIRST;
            case 2 -> LinePart.MIDDLE;
            default -> LinePart.LAST;
        };
    }

    private static int checked(int limit) {
        if (limit < LIMIT_MIN) {
            throw new IllegalArgumentException("last lines in " + limit + " bytes, expected " + LIMIT_MIN + " or more");
        }
        return limit;
    }
}
