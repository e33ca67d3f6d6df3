// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * An index that is read. Only those of its entries count that are whole and in order, up to the first that is not: what is behind is of a torn
 * write, or of another file. Its memory does not depend on its size.
 */
final class IndexFile implements AutoCloseable {

    /** Entries that are read at once. */
    private static final int PAGE = 128;

    private final FileChannel channel;
    private final ByteBuffer page = ByteBuffer.allocate(PAGE * IndexEntry.BYTES);
    private long pageStart = -1;
    private int pageEntries;
    private long count;
    private boolean ended;
    private IndexEntry last = IndexEntry.of(0, 0, 0, 0);

    private IndexFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Open an index.
     *
     * @throws IOException if there is none, or this is none
     */
    static IndexFile open(Path index) throws IOException {
        FileChannel channel = FileChannel.open(index, StandardOpenOption.READ);
        ByteBuffer magic = ByteBuffer.allocate(Long.BYTES);
        try {
            if (channel.read(magic, 0) == Long.BYTES && magic.getLong(0) == IndexWriter.MAGIC) {
                return new IndexFile(channel);
            }
            throw new IOException(index + " is no index");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Open an index if there is one that may be read.
     *
     * @throws FileSystemException if it cannot be opened for another reason, which may be gone soon
     */
    static Optional<IndexFile> openIfThere(Path index) throws FileSystemException {
        try {
            return Optional.of(open(index));
        } catch (NoSuchFileException | AccessDeniedException none) {
            return Optional.empty();
        } catch (FileSystemException maybeSoon) {
            throw maybeSoon;
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Return how many entries count. */
    long count() {
        return count;
    }

    /**
     * Look for entries that were added. None tells of an empty text: that was cut, and those that are there are about to be cut too.
     *
     * @param textMax how long the text is at most, where it is known
     * @param fileMax how long the file is
     */
    void refresh(long textMax, long fileMax) throws IOException {
        if (textMax == 0) {
            return;
        }
        if (count == 0) {
            pageStart = -1;
        }
        long there = (channel.size() - Long.BYTES) / IndexEntry.BYTES;
        if (there < count) {
            count = 0;
            last = IndexEntry.of(0, 0, 0, 0);
            ended = false;
        }
        while (!ended && count < there) {
            IndexEntry next = read(count);
            if (!follows(next, textMax, fileMax)) {
                // An entry of what is only about to be written is none yet; but it will be.
                ended = next.textOffset() < last.textOffset();
                return;
            }
            last = next;
            count++;
        }
    }

    /** Return an entry, from 0. */
    IndexEntry entry(long nth) throws IOException {
        return read(nth);
    }

    /** Return the last entry that is not behind a place in the text, or -1. Of several at one place, the last counts. */
    long atText(long offset) throws IOException {
        long low = -1;
        long high = count;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (read(middle).textOffset() <= offset) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Return the last entry before a time, or of it where wanted, among those that have a time; or -1. */
    long before(long micros, boolean orAt) throws IOException {
        long low = -1;
        long high = count;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            long time = timeAt(middle, low);
            if (time < micros || (orAt && time == micros)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return timed(low);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean follows(IndexEntry next, long textMax, long fileMax) {
        return next.textOffset() >= last.textOffset()
                && next.fileOffset() >= last.fileOffset()
                && next.textOffset() <= textMax
                && next.fileOffset() <= fileMax
                && next.micros() >= 0
                && next.run() >= 0;
    }

    /** The time of an entry is that of the last before it where it has none. */
    private long timeAt(long nth, long lowest) throws IOException {
        long at = nth;
        while (at > lowest && at >= 0) {
            long micros = read(at).micros();
            if (micros != 0) {
                return micros;
            }
            at--;
        }
        return 0;
    }

    private long timed(long nth) throws IOException {
        long at = nth;
        while (at >= 0 && read(at).micros() == 0) {
            at--;
        }
        return at;
    }

    private IndexEntry read(long nth) throws IOException {
        if (pageStart < 0 || nth < pageStart || nth >= pageStart + pageEntries) {
            load(nth - nth % PAGE);
        }
        if (nth >= pageStart + pageEntries) {
            throw new IOException("the index has been cut");
        }
        int at = (int) (nth - pageStart) * IndexEntry.BYTES;
        return IndexEntry.of(page.getLong(at), page.getLong(at + 8), page.getLong(at + 16), page.getLong(at + 24));
    }

    private void load(long start) throws IOException {
        page.clear();
        long at = Long.BYTES + start * IndexEntry.BYTES;
        while (page.hasRemaining()) {
            int got = channel.read(page, at + page.position());
            if (got <= 0) {
                break;
            }
        }
        pageStart = start;
        pageEntries = page.position() / IndexEntry.BYTES;
    }
}
