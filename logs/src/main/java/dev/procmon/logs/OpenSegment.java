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
 * @param begun whether there is enough to know in which format it is; what was opened before would be read in that of its source
 */
record OpenSegment(Object key, Lines lines, boolean begun) implements AutoCloseable {

    /**
     * Open it.
     *
     * @param format how it is written, where it does not say that itself
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
            OpenSegment opened =
                    opened(key(before), path, text(path, channel, how), format, unknownMicros(before), count);
            count.look();
            // The JDK cannot say which file a channel is of. But if it was the same before and behind, it was that; and
            // so was its index.
            if (!key(before).equals(key(Files.readAttributes(path, BasicFileAttributes.class)))) {
                opened.close();
                throw new NoSuchFileException(path.toString());
            }
            return opened;
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

    private static Text text(Path path, FileChannel channel, LogCompression how) throws IOException {
        return how == LogCompression.NONE ? new Text.Plain(channel) : compressed(path, channel, how);
    }

    private static OpenSegment opened(
            Object key, Path path, Text text, LogFormat otherwise, long unknown, ReadCount count) throws IOException {
        Path indexPath = SegmentName.index(path);
        Optional<IndexFile> index =
                text instanceof BlockText blocks ? Optional.of(blocks.index()) : IndexFile.openIfThere(indexPath);
        try {
            long size = text.size();
            if (index.isPresent()) {
                index.get().refresh(size, size);
            }
            PartFormat format = PartFormat.of(text, index, count);
            LogFormat known = format.told().orElse(otherwise);
            if (known == LogFormat.RAW) {
                long before = beforeFirst(index, unknown);
                return new OpenSegment(key, new RawLines(text, indexPath, index, before, count), format.begun());
            }
            if (!(text instanceof BlockText)) {
                index.ifPresent(OpenSegment::close);
            }
            return new OpenSegment(key, new StampedLines(text, LineFormat.of(known), unknown, count), format.begun());
        } catch (IOException | RuntimeException e) {
            index.ifPresent(OpenSegment::close);
            throw e;
        }
    }

    private static Text compressed(Path path, FileChannel channel, LogCompression how) throws IOException {
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
    private static long beforeFirst(Optional<IndexFile> index, long unknown) throws IOException {
        return index.isEmpty() || index.get().count() == 0
                ? unknown
                : Math.min(unknown, Math.max(0, firstMicros(index.get(), unknown) - LineTime.SECOND));
    }

    private static long firstMicros(IndexFile index, long otherwise) throws IOException {
        long micros = index.entry(0).micros();
        return micros == 0 ? otherwise : micros;
    }
}
