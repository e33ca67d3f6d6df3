// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentCompressorTest {
    private static final long TIME = LineTime.parseCompact("20261201T030512.123456Z");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void othersReadItAndEachBlockIsAFileOfItsOwn(LogCompression how) throws IOException {
        byte[] text = lines(60_000);
        SegmentName segment = segment(text);
        SegmentCompressor.Compressed done = compress(segment, LogFormat.LINES, how);
        assertThat(done.segment()).isEqualTo(segment.compressed(how));
        assertThat(done.textBytes()).isEqualTo(text.length);
        byte[] packed = Files.readAllBytes(done.segment().path());
        assertThat(done.fileBytes()).isEqualTo(packed.length);
        assertThat(expand(how, packed)).isEqualTo(text);
        assertThat(segment.path()).doesNotExist();
        try (IndexFile index = IndexFile.open(SegmentName.index(done.segment().path()))) {
            index.refresh(text.length, packed.length);
            assertThat(index.count()).isEqualTo(text.length / SegmentCompressor.BLOCK + 1);
            for (long i = 0; i < index.count(); i++) {
                IndexEntry each = index.entry(i);
                long end = i + 1 < index.count() ? index.entry(i + 1).fileOffset() : packed.length;
                byte[] block = expand(how, Arrays.copyOfRange(packed, (int) each.fileOffset(), (int) end));
                assertThat(block)
                        .startsWith(Arrays.copyOfRange(text, (int) each.textOffset(), (int) each.textOffset() + 30));
                assertThat(block).endsWith('\n').hasSizeLessThanOrEqualTo(SegmentCompressor.BLOCK);
                assertThat(each.micros()).isEqualTo(LineTime.parse(text, (int) each.textOffset(), text.length));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void rawKeepsTheEntriesOfItsIndex(LogCompression how) throws IOException {
        byte[] text = new byte[3_500_000];
        new Random(5).nextBytes(text);
        SegmentName segment = segment(text);
        try (IndexWriter index = IndexWriter.open(SegmentName.index(segment.path()))) {
            for (int i = 0; i < 40; i++) {
                index.append(new IndexEntry(i * 70_000L, i * 70_000L, TIME + i * 100L, i / 10, i % 2 == 1));
            }
        }
        SegmentCompressor.Compressed done = compress(segment, LogFormat.RAW, how);
        byte[] packed = Files.readAllBytes(done.segment().path());
        assertThat(expand(how, packed)).isEqualTo(text);
        assertThat(SegmentName.index(segment.path())).doesNotExist();
        try (IndexFile index = IndexFile.open(SegmentName.index(done.segment().path()))) {
            index.refresh(text.length, packed.length);
            int anchors = 0;
            for (long i = 0; i < index.count(); i++) {
                IndexEntry each = index.entry(i);
                if (each.micros() != 0) {
                    assertThat(each.textOffset()).isEqualTo(anchors * 70_000L);
                    assertThat(each.micros()).isEqualTo(TIME + anchors * 100L);
                    assertThat(each.run()).isEqualTo(anchors / 10);
                    assertThat(each.stderr()).isEqualTo(anchors % 2 == 1);
                    anchors++;
                }
            }
            assertThat(anchors).isEqualTo(40);
        }
    }

    @Test
    void emptyOneBecomesAnEmptyOne() throws IOException {
        for (LogCompression how : new LogCompression[] {LogCompression.GZIP, LogCompression.ZSTD}) {
            SegmentCompressor.Compressed done = compress(segment(new byte[0]), LogFormat.LINES, how);
            assertThat(expand(how, Files.readAllBytes(done.segment().path()))).isEmpty();
        }
    }

    @Test
    void whoGivesUpLeavesTheSegmentAndNothingElse() throws IOException {
        byte[] text = lines(60_000);
        SegmentName segment = segment(text);
        int[] blocks = {0};
        assertThat(SegmentCompressor.compress(segment, LogFormat.LINES, LogCompression.GZIP, () -> ++blocks[0] > 2))
                .isEmpty();
        assertThat(directory).isDirectoryNotContaining(each -> !each.equals(segment.path()));
        assertThat(Files.readAllBytes(segment.path())).isEqualTo(text);
    }

    @Test
    void failureLeavesTheSegment() throws IOException {
        SegmentName segment = segment(lines(10));
        Files.createDirectories(segment.compressed(LogCompression.GZIP).path().resolve("in the way"));
        assertThatThrownBy(() -> compress(segment, LogFormat.LINES, LogCompression.GZIP))
                .isInstanceOf(IOException.class);
        assertThat(segment.path()).exists();
    }

    @Test
    void onlyWhatACrashHasLeftIsRemoved() throws IOException {
        Path file = directory.resolve("web.log");
        SegmentName whole = SegmentName.of(file, LineTime.parseCompact("20261201T030514.123456Z"));
        Files.createFile(whole.path());
        compress(whole, LogFormat.LINES, LogCompression.GZIP);
        String[] left = {
            ".web.log.20261201T030512.123456Z.gz.tmp",
            ".web.log.20261201T030512.123456Z.gz.tmp.index",
            ".web.log.20261201T030513.123456Z.gz.index",
            "web.log.20261201T030514.123456Z",
            ".web.log.20261201T030514.123456Z.index"
        };
        String[] good = {
            ".web.log.index",
            "web.log.20261201T030514.123456Z.gz",
            ".web.log.20261201T030514.123456Z.gz.index",
            "web.log.20261201T030515.123456Z",
            ".web.log.20261201T030515.123456Z.index",
            ".web.log2.20261201T030512.123456Z.gz.tmp",
            "web.log.1"
        };
        for (String each : left) {
            Files.createFile(directory.resolve(each));
        }
        for (String each : good) {
            if (Files.notExists(directory.resolve(each))) {
                Files.createFile(directory.resolve(each));
            }
        }
        SegmentCompressor.removeLeftovers(file);
        try (var all = Files.list(directory)) {
            assertThat(all.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder(good);
        }
    }

    /** A power failure may leave a file with its name and without what was written to it. */
    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aCompressedFileThatIsNotWholeIsTheLeftover(LogCompression how) throws IOException {
        byte[] text = lines(60_000);
        SegmentName segment = segment(text);
        SegmentCompressor.Compressed done = compress(segment, LogFormat.LINES, how);
        Path packed = done.segment().path();
        byte[] bytes = Files.readAllBytes(packed);
        byte[] index = Files.readAllBytes(SegmentName.index(packed));
        int block = Math.toIntExact(ByteBuffer.wrap(index).getLong(index.length - IndexEntry.BYTES + Long.BYTES));
        for (int length : new int[] {0, 1, block - 1, block, block + 1, bytes.length - 1}) {
            Files.write(segment.path(), text);
            Files.write(packed, Arrays.copyOf(bytes, length));
            Files.write(SegmentName.index(packed), index);

            assertThat(SegmentCompressor.removeLeftovers(directory.resolve("web.log")))
                    .as("cut at %d", length)
                    .containsExactly(packed, SegmentName.index(packed));
            assertThat(segment.path()).hasBinaryContent(text);
            assertThat(packed).doesNotExist();
            assertThat(SegmentName.index(packed)).doesNotExist();
        }
    }

    @Test
    void aCompressedFileWithoutAWholeIndexIsTheLeftover() throws IOException {
        byte[] text = lines(60_000);
        SegmentName segment = segment(text);
        Path packed = compress(segment, LogFormat.LINES, LogCompression.GZIP)
                .segment()
                .path();
        byte[] bytes = Files.readAllBytes(packed);
        byte[] index = Files.readAllBytes(SegmentName.index(packed));
        for (int length = 0; length < index.length; length += IndexEntry.BYTES / 2) {
            Files.write(segment.path(), text);
            Files.write(packed, bytes);
            Files.write(SegmentName.index(packed), Arrays.copyOf(index, length));
            SegmentCompressor.removeLeftovers(directory.resolve("web.log"));
            assertThat(segment.path()).as("index cut at %d", length).hasBinaryContent(text);
            assertThat(packed).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void whereTheCompressedFileIsWholeThePlainOneIsTheLeftover(LogCompression how) throws IOException {
        for (LogFormat format : LogFormat.values()) {
            for (int lines : new int[] {0, 10, 60_000}) {
                byte[] text = lines(lines);
                SegmentName segment = segment(text);
                Path packed = compress(segment, format, how).segment().path();
                Files.write(segment.path(), text);
                assertThat(SegmentCompressor.removeLeftovers(directory.resolve("web.log")))
                        .containsExactly(segment.path());
                assertThat(packed).exists();
                Files.delete(packed);
            }
        }
    }

    private static SegmentCompressor.Compressed compress(SegmentName segment, LogFormat format, LogCompression how)
            throws IOException {
        Optional<SegmentCompressor.Compressed> done = SegmentCompressor.compress(segment, format, how, () -> false);
        return done.orElseThrow();
    }

    private SegmentName segment(byte[] text) throws IOException {
        SegmentName segment = SegmentName.of(directory.resolve("web.log"), TIME);
        Files.write(segment.path(), text);
        return segment;
    }

    private static byte[] lines(int count) {
        StringBuilder text = new StringBuilder();
        LinePrefix prefix = new LinePrefix(false, 3, Optional.empty());
        for (int i = 0; i < count; i++) {
            int length = prefix.set(TIME - 1_000_000 + i, true);
            text.append(new String(prefix.bytes(), 0, length, StandardCharsets.US_ASCII))
                    .append("line ")
                    .append(i)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] expand(LogCompression how, byte[] packed) throws IOException {
        InputStream from = new ByteArrayInputStream(packed);
        try (InputStream text = how == LogCompression.GZIP
                ? new GZIPInputStream(from)
                : new ZstdInputStream(from).setContinuous(false)) {
            return text.readAllBytes();
        }
    }
}
