// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A compressed file with an index. Keeps the text of one block, and the bytes of one while it is read. */
final class BlockText implements Text {

    /** No block is longer than this when it is compressed; what claims to be is none. */
    private static final int PACKED_MAX = SegmentCompressor.BLOCK + SegmentCompressor.BLOCK / 8;

    private final FileChannel channel;
    private final IndexFile index;
    private final LogCompression how;
    private final long size;
    private byte[] text = {};
    private long start;
    private int length;

    /**
     * Make it.
     *
     * @throws IOException if the index is not that of the whole file
     */
    BlockText(FileChannel channel, IndexFile index, LogCompression how) throws IOException {
        this.channel = channel;
        this.index = index;
        this.how = how;
        index.refresh(Long.MAX_VALUE, channel.size());
        if (index.count() == 0
                || index.entry(0).fileOffset() != 0
                || index.entry(0).textOffset() != 0) {
            throw new IOException("the index does not begin where the file does");
        }
        load(index.count() - 1);
        size = start + length;
        if (index.entry(index.count() - 1).textOffset() > size) {
            throw new IOException("the index is of another file");
        }
    }

    @Override
    public int read(long offset, byte[] into, int at, int wanted) throws IOException {
        if (offset >= size) {
            return 0;
        }
        if (length == 0 || offset < start || offset >= start + length) {
            load(index.atText(offset));
        }
        int from = (int) (offset - start);
        int got = Math.min(wanted, length - from);
        if (got <= 0) {
            throw new IOException("a block is shorter than its index says");
        }
        System.arraycopy(text, from, into, at, got);
        return got;
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public long size() {
        return size;
    }

    /** The next block. */
    @Override
    public long afterDamage(long offset) throws IOException {
        long next = index.atText(offset) + 1;
        long block = index.entry(next - 1).fileOffset();
        while (next < index.count() && index.entry(next).fileOffset() == block) {
            next++;
        }
        return next < index.count() ? index.entry(next).textOffset() : size;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            index.close();
        }
    }

    IndexFile index() {
        return index;
    }

    /** Return where an entry begins in the text, or the end where there is none. */
    long end(long entry) throws IOException {
        return entry < index.count() ? index.entry(entry).textOffset() : size;
    }

    private void load(long entry) throws IOException {
        long first = entry;
        long from = index.entry(entry).fileOffset();
        while (first > 0 && index.entry(first - 1).fileOffset() == from) {
            first--;
        }
        long next = entry + 1;
        while (next < index.count() && index.entry(next).fileOffset() == from) {
            next++;
        }
        long to = next < index.count() ? index.entry(next).fileOffset() : channel.size();
        if (to - from > PACKED_MAX) {
            throw new IOException("a block is too long");
        }
        length = 0;
        if (text.length == 0) {
            text = new byte[SegmentCompressor.BLOCK];
        }
        length = BlockExpander.expand(how, packed(from, (int) (to - from)), (int) (to - from), text);
        start = index.entry(first).textOffset();
    }

    private byte[] packed(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) <= 0) {
                throw new IOException("the file has been cut");
            }
        }
        return bytes.array();
    }
}
