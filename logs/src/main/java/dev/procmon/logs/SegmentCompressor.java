// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Compresses a closed segment into blocks that can be read alone, with an index. Whoever reads meanwhile finds the one file or the other
 * whole. Takes some three megabytes of memory, whatever the size of the segment.
 */
public final class SegmentCompressor {

    /** How much text a block has at most. */
    static final int BLOCK = 1 << 20;

    private static final String UNFINISHED = ".tmp";

    private final SegmentName segment;
    private final SegmentName packed;
    private final Path unfinished;
    private final Path unfinishedIndex;

    private SegmentCompressor(SegmentName segment, LogCompression how) {
        this.segment = segment;
        this.packed = segment.compressed(how);
        this.unfinished = hidden(packed.path());
        this.unfinishedIndex = SegmentName.index(packed.path()).resolveSibling(hidden(packed.path()) + ".index");
    }

    /**
     * What has come of it.
     *
     * @param segment the compressed file
     * @param textBytes how long it was
     * @param fileBytes how long it is
     */
    public record Compressed(SegmentName segment, long textBytes, long fileBytes) {}

    /**
     * Compress a segment, and delete it then.
     *
     * @param segment which is not compressed
     * @param format in which format it is, where it does not say that itself
     * @param how not {@code NONE}
     * @param stop asked before each block whether to give up
     * @return empty if it was given up; the segment is as it was
     * @throws IOException if it cannot be done; the segment is as it was
     */
    public static Optional<Compressed> compress(
            SegmentName segment, LogFormat format, LogCompression how, BooleanSupplier stop) throws IOException {
        return new SegmentCompressor(segment, how).run(format, how, stop);
    }

    /**
     * Remove what a crash may have left beside a file: segments that are half compressed, indexes of segments that are gone, and of a segment
     * that is there twice the plain one, if the compressed one is whole, else that. Not while one of its segments is compressed.
     *
     * @return what was removed
     * @throws IOException if it cannot be
     */
    public static List<Path> removeLeftovers(Path file) throws IOException {
        List<Path> removed = new ArrayList<>();
        for (Path each : SegmentName.siblings(file.resolveSibling("." + SegmentName.nameOf(file)))) {
            if (isLeftover(file, each)) {
                remove(each, removed);
            }
        }
        for (SegmentName each : SegmentName.list(file)) {
            Path plain = each.compressed(LogCompression.NONE).path();
            if (each.compression() != LogCompression.NONE && Files.exists(plain)) {
                Path leftover = isWhole(each, Files.size(plain)) ? plain : each.path();
                remove(leftover, removed);
                remove(SegmentName.index(leftover), removed);
            }
        }
        return removed;
    }

    private static void remove(Path leftover, List<Path> removed) throws IOException {
        if (Files.deleteIfExists(leftover)) {
            removed.add(leftover);
        }
    }

    /** Tell whether a compressed file has so much text: its index says where its last block begins, and that block must be there to its end. */
    private static boolean isWhole(SegmentName packed, long textBytes) {
        if (textBytes == 0) {
            // Its index has no block. And nothing can be lost.
            return true;
        }
        try (FileChannel channel = FileChannel.open(packed.path(), StandardOpenOption.READ);
                IndexFile index = IndexFile.open(SegmentName.index(packed.path()));
                BlockText text = new BlockText(channel, index, packed.compression())) {
            return text.size() >= textBytes;
        } catch (IOException torn) {
            return false;
        }
    }

    private static boolean isLeftover(Path file, Path hidden) {
        String name = SegmentName.nameOf(hidden).substring(1);
        if (name.endsWith(UNFINISHED) || name.endsWith(UNFINISHED + ".index")) {
            String whole = name.substring(0, name.lastIndexOf(UNFINISHED));
            return SegmentName.parse(file, file.resolveSibling(whole)).isPresent();
        }
        if (name.endsWith(".index")) {
            Path whole = file.resolveSibling(name.substring(0, name.length() - ".index".length()));
            return SegmentName.parse(file, whole).isPresent() && !Files.exists(whole);
        }
        return false;
    }

    private static Path hidden(Path file) {
        return file.resolveSibling("." + SegmentName.nameOf(file) + UNFINISHED);
    }

    private Optional<Compressed> run(LogFormat format, LogCompression how, BooleanSupplier stop) throws IOException {
        boolean done = false;
        try {
            Optional<Compressed> result = pack(format, how, stop);
            if (result.isPresent()) {
                Files.setLastModifiedTime(unfinished, Files.getLastModifiedTime(segment.path()));
                Files.move(unfinishedIndex, SegmentName.index(packed.path()), StandardCopyOption.ATOMIC_MOVE);
                Files.move(unfinished, packed.path(), StandardCopyOption.ATOMIC_MOVE);
                done = true;
                Files.deleteIfExists(segment.path());
                Files.deleteIfExists(SegmentName.index(segment.path()));
            }
            return result;
        } finally {
            if (!done) {
                Files.deleteIfExists(unfinished);
                Files.deleteIfExists(unfinishedIndex);
            }
        }
    }

    private Optional<Compressed> pack(LogFormat format, LogCompression how, BooleanSupplier stop) throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(unfinishedIndex);
        try (FileChannel from = FileChannel.open(segment.path(), StandardOpenOption.READ);
                FileChannel to = create();
                IndexWriter index = IndexWriter.open(unfinishedIndex);
                BlockPacker packer = BlockPacker.of(how, BLOCK);
                IndexIfAny plain = IndexIfAny.of(segment.path(), from.size())) {
            Optional<Compressed> result = copy(from, to, index, packer, cut(format, from, plain.file()), stop);
            if (result.isPresent()) {
                // A name may be on the disk before what it names; and the plain file is deleted then.
                to.force(true);
                index.force();
            }
            return result;
        }
    }

    private Optional<Compressed> copy(
            FileChannel from, FileChannel to, IndexWriter index, BlockPacker packer, BlockCut cut, BooleanSupplier stop)
            throws IOException {
        byte[] text = new byte[BLOCK];
        long read = 0;
        long written = 0;
        while (true) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            int there = fill(from, read, text);
            if (there == 0 && written > 0) {
                return Optional.of(new Compressed(packed, read, written));
            }
            int length = cut.length(read, text, there, there < text.length);
            if (length > 0) {
                cut.index(read, written, text, length, index);
            }
            ByteBuffer block = packer.pack(text, length);
            while (block.hasRemaining()) {
                written += to.write(block);
            }
            read += length;
        }
    }

    private static int fill(FileChannel from, long at, byte[] text) throws IOException {
        ByteBuffer into = ByteBuffer.wrap(text);
        while (into.hasRemaining() && from.read(into, at + into.position()) > 0) {
            // More than one read is rare.
        }
        return into.position();
    }

    /** The same people may read it as before. */
    private FileChannel create() throws IOException {
        return FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(segment.path())));
    }

    private BlockCut cut(LogFormat otherwise, FileChannel from, Optional<IndexFile> index) throws IOException {
        PartFormat format = PartFormat.of(new Text.Plain(from), index, new ReadCount());
        return cut(format.told().orElse(otherwise), index);
    }

    private static BlockCut cut(LogFormat format, Optional<IndexFile> index) {
        if (format != LogFormat.RAW) {
            return new BlockCut.Stamped(format);
        }
        return index.isPresent() ? new BlockCut.Indexed(index.get()) : new BlockCut.Plain();
    }
}
