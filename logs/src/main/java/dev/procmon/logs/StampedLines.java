// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;

/**
 * Lines that have their time themselves, so that a place is found by halving. Those with the same time are counted from the first of them:
 * reading always begins there.
 *
 * <p>A line that is not of the format is kept: as a text of the time, run and stream of the one before.
 */
final class StampedLines implements Lines {
    private final Text text;
    private final LineFormat format;
    private final LineBuffer buffer;
    private final long unknownMicros;
    private long micros;
    private long nth;
    private boolean inPiece;

    /**
     * Make it.
     *
     * @param unknownMicros the time of what is before the first line with a time
     */
    StampedLines(Text text, LineFormat format, long unknownMicros, ReadCount count) {
        this.text = text;
        this.format = format;
        this.unknownMicros = unknownMicros;
        this.buffer = new LineBuffer(text, count);
        from(0);
    }

    @Override
    public boolean next(Line into) throws IOException {
        while (true) {
            switch (buffer.next(format.limit(), Long.MAX_VALUE)) {
                case LINE -> {
                    read(into, false);
                    return true;
                }
                case PIECE -> {
                    read(into, true);
                    return true;
                }
                case NOTHING -> {
                    if (!buffer.fill()) {
                        return false;
                    }
                }
            }
        }
    }

    @Override
    public boolean rest(Line into) {
        if (!buffer.rest()) {
            return false;
        }
        read(into, true);
        return true;
    }

    @Override
    public void seek(long wanted) throws IOException {
        if (text instanceof BlockText blocks) {
            long block = blocks.index().before(wanted, false);
            start(firstFrom(wanted, block < 0 ? 0 : blocks.index().entry(block).textOffset(), blocks.end(block + 1)));
        } else if (text.isSeekable()) {
            start(firstFrom(wanted, 0, size()));
        }
    }

    @Override
    public void seekNumber(long id) throws IOException {
        seek(LineNumber.micros(id));
    }

    @Override
    public long startBefore(long offset) throws IOException {
        if (!text.isSeekable() || offset <= 0) {
            return 0;
        }
        long time = firstTime(offset, size());
        for (long step = LineBuffer.SIZE; time != LineTime.NONE && step < offset; step *= 2) {
            long low = offset - step;
            long before = firstTime(low, offset);
            if (before != LineTime.NONE && before < time) {
                return firstFrom(time, buffer.offset(), offset);
            }
        }
        return time == LineTime.NONE ? 0 : firstFrom(time, 0, offset);
    }

    @Override
    public void start(long offset) {
        from(offset);
    }

    @Override
    public void readAhead() throws IOException {
        buffer.fill();
    }

    @Override
    public long size() throws IOException {
        return text.size();
    }

    @Override
    public long skipDamage() throws IOException {
        long at = buffer.nextOffset();
        from(text.afterDamage(buffer.end()));
        return buffer.nextOffset() - at;
    }

    @Override
    public LineBuffer buffer() {
        return buffer;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private void from(long offset) {
        buffer.seek(offset);
        micros = unknownMicros;
        nth = -1;
        inPiece = false;
    }

    private void read(Line into, boolean piece) {
        if (inPiece || !format.read(buffer.bytes(), buffer.from(), buffer.to(), into)) {
            into.micros = micros;
            into.program(buffer.bytes(), 0, 0);
            into.text(buffer.bytes(), buffer.from(), buffer.to());
            into.continued = false;
        }
        into.continued |= piece;
        into.raw = false;
        into.offset = buffer.offset();
        nth = into.micros == micros ? nth + 1 : 0;
        micros = into.micros;
        into.id = LineNumber.of(micros, nth);
        inPiece = piece;
    }

    /**
     * Return where the first line of a time or later begins.
     *
     * @param low where a line begins that is before the time, or 0
     * @param high where such a line begins, or the end
     */
    private long firstFrom(long wanted, long low, long high) throws IOException {
        long before = low;
        long from = high;
        while (from - before > 2L * LineBuffer.PROBE) {
            long middle = (before + from) >>> 1;
            long time = firstTime(middle, from);
            if (time != LineTime.NONE && time < wanted) {
                before = buffer.offset();
            } else {
                from = middle;
            }
        }
        return scan(wanted, before);
    }

    /** Read line by line; there are few. */
    private long scan(long wanted, long start) throws IOException {
        buffer.seek(start);
        while (found()) {
            long time = format.micros(buffer.bytes(), buffer.from(), buffer.to());
            if (time != LineTime.NONE && time >= wanted) {
                return buffer.offset();
            }
        }
        return buffer.nextOffset();
    }

    /** Return the time of the first line that has one and begins between two places; the buffer is at it then. */
    private long firstTime(long start, long end) throws IOException {
        buffer.readMax(LineBuffer.PROBE);
        try {
            buffer.seek(Math.max(0, start - 1));
            if (start > 0 && !found()) {
                return LineTime.NONE;
            }
            while (buffer.nextOffset() < end && found()) {
                long time = format.micros(buffer.bytes(), buffer.from(), buffer.to());
                if (time != LineTime.NONE) {
                    return time;
                }
            }
            return LineTime.NONE;
        } finally {
            buffer.readMax(Integer.MAX_VALUE);
        }
    }

    /** Find the next line; its pieces count as lines, which have no time. */
    private boolean found() throws IOException {
        LineBuffer.Found found = buffer.next(format.limit(), Long.MAX_VALUE);
        while (found == LineBuffer.Found.NOTHING) {
            if (!buffer.fill()) {
                return false;
            }
            found = buffer.next(format.limit(), Long.MAX_VALUE);
        }
        return true;
    }
}
