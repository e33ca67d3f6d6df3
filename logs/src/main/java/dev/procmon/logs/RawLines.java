// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lines of what was written as it was: times, runs and streams are those of the entries of an index. A line belongs to the entry in which it
 * begins, and is numbered from there; it ends where another run or stream begins, or where an entry of run 0 says that nothing more of it comes. A long line is broken, and its pieces are numbered as lines.
 */
final class RawLines implements Lines {

    /** As long as the pieces that other formats have. */
    static final int LIMIT = 16_384;

    private final Text text;
    private final Path indexPath;
    private Optional<IndexFile> index;
    private final LineBuffer buffer;
    private final long unknownMicros;
    private long micros;
    private long nth;
    private long who;

    /** The first entry that is not behind. */
    private long entry;

    /** All entries from {@link #entry} to this one are of the same run and stream. */
    private long alike;

    /** Where the last entry of procmon itself is that was passed, or -1: a run has ended within a line there. */
    private long oursAt;

    private boolean inLine;
    private long lineOffset;

    /**
     * Make it.
     *
     * @param indexPath where the index is, if it is made only later
     * @param index is closed with it
     * @param unknownMicros the time of what is before the first entry
     */
    RawLines(Text text, Path indexPath, Optional<IndexFile> index, long unknownMicros, ReadCount count)
            throws IOException {
        this.indexPath = indexPath;
        this.text = text;
        this.index = index;
        this.unknownMicros = unknownMicros;
        this.buffer = new LineBuffer(text, count);
        refresh();
        from(0, -1);
    }

    @Override
    public boolean next(Line into) throws IOException {
        while (true) {
            pass();
            long stop = stop();
            LineBuffer.Found found = buffer.next(LIMIT, stop);
            if (found != LineBuffer.Found.NOTHING) {
                if (isFeedOfOurs(found)) {
                    continue;
                }
                read(into, found == LineBuffer.Found.PIECE);
                inLine = found == LineBuffer.Found.PIECE && buffer.nextOffset() != stop;
                return true;
            }
            if (!fill()) {
                return hasRest() && endsHere(into);
            }
        }
    }

    /** Entries are written before the bytes they tell of. */
    private boolean fill() throws IOException {
        boolean first = buffer.end() == 0;
        if (!buffer.fill()) {
            return false;
        }
        if (first && index.isEmpty()) {
            index = indexIfThere();
        }
        refresh();
        return true;
    }

    /** What has been read goes on without one where it cannot be opened. */
    private Optional<IndexFile> indexIfThere() {
        try {
            return IndexFile.openIfThere(indexPath);
        } catch (FileSystemException e) {
            return Optional.empty();
        }
    }

    /** Tell whether there is the beginning of a line, the end of which may be told by an entry that comes. */
    boolean hasRest() {
        return !buffer.isCut() && buffer.nextOffset() < buffer.end();
    }

    /** Read the rest if an entry says that what wrote it has ended: no bytes come with that. */
    private boolean endsHere(Line into) throws IOException {
        refresh();
        long stop = stop();
        if (buffer.next(LIMIT, stop) == LineBuffer.Found.NOTHING) {
            return false;
        }
        read(into, true);
        inLine = buffer.nextOffset() != stop;
        return true;
    }

    /** Tell whether it is the line feed that procmon has put behind a line that was never finished, and that was read as such. */
    private boolean isFeedOfOurs(LineBuffer.Found found) {
        return found == LineBuffer.Found.LINE && !inLine && buffer.offset() == oursAt && buffer.from() == buffer.to();
    }

    @Override
    public boolean rest(Line into) {
        if (!buffer.rest()) {
            return false;
        }
        read(into, true);
        return true;
    }

    /** Times are those of entries, and a line may be later than its entry; so reading begins at the last entry that is not later. */
    @Override
    public void seek(long wanted) throws IOException {
        if (text.isSeekable()) {
            begin(index.isPresent() ? index.get().before(wanted, true) : -1);
        }
    }

    @Override
    public void seekNumber(long id) throws IOException {
        seek(LineNumber.micros(id));
    }

    @Override
    public long startBefore(long offset) throws IOException {
        if (!text.isSeekable() || index.isEmpty() || offset <= 0) {
            return 0;
        }
        long nth = timed(index.get().atText(offset - 1));
        return nth < 0 ? 0 : index.get().entry(nth).textOffset();
    }

    @Override
    public void start(long offset) throws IOException {
        if (index.isEmpty() || offset == 0) {
            from(0, -1);
        } else {
            begin(timed(index.get().atText(offset)));
        }
    }

    @Override
    public void readAhead() throws IOException {
        fill();
    }

    @Override
    public long size() throws IOException {
        return text.size();
    }

    @Override
    public long skipDamage() throws IOException {
        long at = buffer.nextOffset();
        long to = text.afterDamage(buffer.end());
        buffer.seek(to);
        inLine = false;
        return to - at;
    }

    @Override
    public LineBuffer buffer() {
        return buffer;
    }

    @Override
    public void close() throws IOException {
        try (text) {
            if (index.isPresent()) {
                index.get().close();
            }
        }
    }

    private void refresh() throws IOException {
        if (index.isPresent() && !(text instanceof BlockText)) {
            index.get().refresh(text.size(), text.size());
        }
    }

    private void from(long offset, long firstEntry) {
        buffer.seek(offset);
        entry = Math.max(0, firstEntry);
        alike = entry;
        micros = unknownMicros;
        who = Line.UNKNOWN_RUN << 1;
        nth = 0;
        oursAt = -1;
        inLine = false;
    }

    /** What is before the first line feed behind an entry belongs to a line that began before, unless it is of another run. */
    private void begin(long nth) throws IOException {
        if (nth <= 0) {
            from(0, -1);
            return;
        }
        IndexEntry at = index.orElseThrow().entry(nth);
        from(at.textOffset(), nth);
        if (goesOn(nth, at)) {
            buffer.seek(at.textOffset() - 1);
            skip();
        }
    }

    private boolean goesOn(long nth, IndexEntry at) throws IOException {
        long before = timed(nth - 1);
        return at.textOffset() > 0
                && before >= 0
                && index.orElseThrow().entry(before).who() == at.who();
    }

    private void skip() throws IOException {
        long first = entry;
        while (true) {
            entry = first;
            who = index.orElseThrow().entry(first).who();
            alike = first;
            long stop = stop();
            LineBuffer.Found found = buffer.next(LIMIT, stop);
            if (found == LineBuffer.Found.LINE || (found == LineBuffer.Found.PIECE && buffer.nextOffset() == stop)) {
                return;
            }
            if (found == LineBuffer.Found.NOTHING && !buffer.fill()) {
                return;
            }
            refresh();
        }
    }

    /** Pass the entries that are not behind where the next line begins. Those in the midst of a line wait for its end. */
    private void pass() throws IOException {
        if (index.isEmpty() || inLine) {
            return;
        }
        IndexFile entries = index.get();
        for (; entry < entries.count(); entry++) {
            IndexEntry each = entries.entry(entry);
            if (each.textOffset() > buffer.nextOffset()) {
                break;
            }
            if (each.micros() != 0) {
                micros = each.micros();
                who = each.who();
                nth = 0;
                oursAt = each.run() == 0 ? each.textOffset() : -1;
            }
        }
        alike = Math.max(alike, entry);
    }

    /** Return where another run or stream begins. */
    private long stop() throws IOException {
        if (index.isEmpty()) {
            return Long.MAX_VALUE;
        }
        IndexFile entries = index.get();
        for (; alike < entries.count(); alike++) {
            IndexEntry each = entries.entry(alike);
            if (each.micros() != 0 && each.who() != who && each.textOffset() > buffer.nextOffset()) {
                return each.textOffset();
            }
        }
        return Long.MAX_VALUE;
    }

    private long timed(long from) throws IOException {
        long at = from;
        while (at >= 0 && index.orElseThrow().entry(at).micros() == 0) {
            at--;
        }
        return at;
    }

    private void read(Line into, boolean piece) {
        if (!inLine) {
            lineOffset = buffer.offset();
        }
        into.offset = lineOffset;
        into.micros = micros;
        into.id = LineNumber.of(micros, nth++);
        into.run = who >> 1;
        into.stderr = (who & 1) != 0;
        into.continued = piece;
        into.raw = true;
        into.program(buffer.bytes(), 0, 0);
        into.text(buffer.bytes(), buffer.from(), buffer.to());
    }
}
