// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.IndexEntry;
import dev.procmon.logs.IndexWriter;
import dev.procmon.logs.SegmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The index beside a raw file: which run and stream has written what, and when. It is a help: where it cannot be made, the file goes
 * without one.
 */
final class RawIndex {

    /** So many bytes have one entry, unless somebody else goes on. */
    static final int EVERY = 1 << 16;

    /** The run of what is not of the program: procmon itself goes on here, if anybody does. */
    private static final long OURS = 0;

    private static final long GAP_MICROS = 64;
    private static final long LINES_PER_MICRO = 4096;

    private final IndexWriter writer;
    private final Stamps stamps;
    private Optional<IndexEntry> last = Optional.empty();

    private RawIndex(IndexWriter writer, Stamps stamps) {
        this.writer = writer;
        this.stamps = stamps;
    }

    /** Open it for a file that is open; empty where that cannot be done now. */
    static Optional<RawIndex> open(Path file, long size, Stamps stamps) {
        try {
            IndexWriter opened = IndexWriter.open(SegmentName.index(file));
            if (size == 0) {
                opened.clear();
            }
            return Optional.of(new RawIndex(opened, stamps));
        } catch (IOException goesWithout) {
            return Optional.empty();
        }
    }

    /** Tell whether bytes of somebody that come next, at an offset, must have an entry. */
    boolean isDue(Origin origin, long offset) {
        return isOther(origin) || offset - last.orElseThrow().fileOffset() >= EVERY;
    }

    /**
     * Tell whether bytes that come next, at the beginning of a line, may have an entry: then the time of a line is that of its chunk, as
     * long as it does not come in a flood.
     */
    boolean isWorthwhile(long offset, long stamp) {
        return last.isPresent()
                && offset > last.get().fileOffset()
                && stamp - last.get().micros() >= GAP_MICROS;
    }

    /** Tell whether they must have it even where they begin within a line. */
    boolean isOther(Origin origin) {
        return last.isEmpty() || last.get().run() != origin.run() || last.get().stderr() != origin.stderr();
    }

    /** Write an entry for what comes at an offset. */
    void append(Origin origin, long offset, long stamp) throws IOException {
        append(offset, stamp, origin.run(), origin.stderr());
    }

    /** Write an entry that says that what was within a line at an offset has ended there. */
    void end(long offset, long stamp) throws IOException {
        if (last.isPresent() && last.get().run() != OURS) {
            append(offset, stamp, OURS, false);
        }
    }

    private void append(long offset, long stamp, long run, boolean stderr) throws IOException {
        // Its lines are numbered from its time on: no number may come twice, however short they are.
        long micros = last.isEmpty()
                ? stamp
                : Math.max(
                        stamp,
                        last.get().micros()
                                + Math.max(GAP_MICROS, (offset - last.get().fileOffset()) / LINES_PER_MICRO + 1));
        IndexEntry entry = new IndexEntry(offset, offset, stamps.reserve(micros), run, stderr);
        writer.append(entry);
        last = Optional.of(entry);
    }

    /** The file was emptied. */
    void clear() {
        last = Optional.empty();
        try {
            writer.clear();
        } catch (IOException keepsOldEntries) {
            // They are seen not to fit the file by whoever reads them.
        }
    }

    void close() {
        try {
            writer.close();
        } catch (IOException alreadyGone) {
            // Every entry was handed to the kernel before.
        }
    }
}
