// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file of a log that is open: it can be read to its end whatever becomes of its name.
 *
 * @param key which file it is
 * @param lines what is in it
 */
record OpenSegment(Object key, Lines lines) implements AutoCloseable {

    /**
     * Open it.
     *
     * @param how it is compressed
     * @throws NoSuchFileException if there is none, or another one came in between
     * @throws IOException if it cannot be read
     */
    static OpenSegment open(Path path, LogFormat format, LogCompression how, ReadCount count) throws IOException {
        count.look();
        BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
        if (!before.isRegularFile()) {
            throw new IOException(path + " is not a regular file");
        }
        count.look();
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            count.look();
            Lines lines = lines(path, channel, format, how, unknownMicros(before), count);
            count.look();
            // The JDK cannot say which file a channel is of. But if it was the same before and behind, it was that; and
            // so was its index.
            if (!key(before).equals(key(Files.readAttributes(path, BasicFileAttributes.class)))) {
                lines.close();
                throw new NoSuchFileException(path.toString());
            }
            return new OpenSegment(key(before), lines);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Return which file it is that has these attributes. */
    static Object key(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? attributes.creationTime() : key;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** What has no time was written after the file was made, and before it was changed last. */
    private static long unknownMicros(BasicFileAttributes attributes) {
        return Math.min(
                LineNumber.microsOf(attributes.creationTime().toInstant()),
                LineNumber.microsOf(attributes.lastModifiedTime().toInstant()));
    }

    private static Lines lines(
            Path path, FileChannel channel, LogFormat format, LogCompression how, long unknown, ReadCount count)
            throws IOException {
        Text text = how == LogCompression.NONE ? new Text.Plain(channel) : compressed(path, channel, how);
        if (format != LogFormat.RAW) {
            return new StampedLines(text, LineFormat.of(format), unknown, count);
        }
        Optional<IndexFile> index = text instanceof BlockText blocks
                ? Optional.of(blocks.index())
                : IndexFile.openIfThere(SegmentName.index(path));
        return new RawLines(text, SegmentName.index(path), index, beforeFirst(index, text, unknown), count);
    }

    private static Text compressed(Path path, FileChannel channel, LogCompression how) {
        Optional<IndexFile> index = IndexFile.openIfThere(SegmentName.index(path));
        if (index.isPresent()) {
            try {
                return new BlockText(channel, index.get(), how);
            } catch (IOException damaged) {
                close(index.get());
            }
        }
        return new StreamText(channel, how);
    }

    private static void close(IndexFile index) {
        try {
            index.close();
        } catch (IOException _) {
            // It was only read.
        }
    }

    /** There is a second for the lines before the first entry, enough for four milliards of them. */
    private static long beforeFirst(Optional<IndexFile> index, Text text, long unknown) throws IOException {
        if (index.isEmpty()) {
            return unknown;
        }
        long size = text.size();
        index.get().refresh(size, size);
        return index.get().count() == 0
                ? unknown
                : Math.min(unknown, Math.max(0, firstMicros(index.get(), unknown) - LineTime.SECOND));
    }

    private static long firstMicros(IndexFile index, long otherwise) throws IOException {
        long micros = index.entry(0).micros();
        return micros == 0 ? otherwise : micros;
    }
}
