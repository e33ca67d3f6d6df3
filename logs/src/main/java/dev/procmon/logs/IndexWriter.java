// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes an index. An entry is written before the bytes it tells of: whoever sees bytes sees their entry too. For one thread at a time.
 */
public final class IndexWriter implements AutoCloseable {

    /** The eight bytes {@code PROCMIX1}. */
    static final long MAGIC = 0x5052_4f43_4d49_5831L;

    private static final FileAttribute<?> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(IndexEntry.BYTES);
    private long size;

    private IndexWriter(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = whole();
        channel.truncate(size);
        if (size == 0) {
            write(buffer.putLong(MAGIC));
        }
    }

    /**
     * Open an index, and make it where there is none. What is torn at its end is cut off, and one that is no index is begun anew.
     *
     * @param index see {@link SegmentName#index}
     * @throws IOException if it cannot be
     */
    public static IndexWriter open(Path index) throws IOException {
        FileChannel channel = FileChannel.open(
                index, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), MODE);
        try {
            return new IndexWriter(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Append an entry.
     *
     * @throws IOException if it cannot be written; it may be tried again
     */
    public void append(IndexEntry entry) throws IOException {
        write(buffer.putLong(entry.textOffset())
                .putLong(entry.fileOffset())
                .putLong(entry.micros())
                .putLong(entry.who()));
    }

    /** Forget all entries, because the file was emptied. */
    public void clear() throws IOException {
        size = Math.min(size, Long.BYTES);
        channel.truncate(size);
    }

    /** Have all of it on the disk, for the machine may stop at any time. Waits for that. */
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write(ByteBuffer filled) throws IOException {
        filled.flip();
        try {
            long at = size;
            while (filled.hasRemaining()) {
                at += channel.write(filled, at);
            }
            size = at;
        } finally {
            filled.clear();
        }
    }

    /** Return how many bytes of the file are whole entries. */
    private long whole() throws IOException {
        long there = channel.size();
        if (there < Long.BYTES || channel.read(buffer.limit(Long.BYTES), 0) < Long.BYTES) {
            buffer.clear();
            return 0;
        }
        long magic = buffer.getLong(0);
        buffer.clear();
        return magic == MAGIC ? there - (there - Long.BYTES) % IndexEntry.BYTES : 0;
    }
}
