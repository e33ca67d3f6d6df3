// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
    @TempDir
    Path directory;

    @Test
    void isAsTheFormatHasIt() throws IOException {
        Path path = write(1, true);
        byte[] bytes = Files.readAllBytes(path);
        assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("PROCMIX1");
        assertThat(bytes).hasSize(40);
        // Text offset 0, file offset 0, time 1,000, run 7 on standard error.
        assertThat(Arrays.copyOfRange(bytes, 30, 40)).containsExactly(3, (byte) 0xe8, 0, 0, 0, 0, 0, 0, 0, 15);
    }

    @Test
    void ofATornOneOnlyTheWholeEntriesCountAndTheNextGoesBehindThem() throws IOException {
        byte[] whole = Files.readAllBytes(write(4, false));
        for (int length = 8; length <= whole.length; length++) {
            Path torn = directory.resolve("torn" + length);
            Files.write(torn, Arrays.copyOf(whole, length));
            int entries = (length - 8) / 32;
            try (IndexFile index = IndexFile.open(torn)) {
                index.refresh(1 << 20, 1 << 20);
                assertThat(index.count()).isEqualTo(entries);
            }
            try (IndexWriter writer = IndexWriter.open(torn)) {
                writer.append(entry(entries));
            }
            byte[] mended = Arrays.copyOf(whole, 8 + entries * 32 + 32);
            if (entries < 4) {
                assertThat(Files.readAllBytes(torn)).isEqualTo(mended);
            }
        }
    }

    @Test
    void shorterThanItsFirstBytesItIsNoneAndIsBegunAnew() throws IOException {
        byte[] whole = Files.readAllBytes(write(1, false));
        for (int length = 0; length < 8; length++) {
            Path torn = directory.resolve("short" + length);
            Files.write(torn, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> IndexFile.open(torn)).isInstanceOf(IOException.class);
            try (IndexWriter writer = IndexWriter.open(torn)) {
                writer.append(entry(0));
            }
            assertThat(Files.readAllBytes(torn)).isEqualTo(whole);
        }
    }

    @Test
    void whatIsBehindAnEntryThatIsOutOfOrderDoesNotCount() throws IOException {
        Path path = write(3, false);
        try (IndexWriter writer = IndexWriter.open(path)) {
            writer.append(new IndexEntry(5, 5, 9_000, 1, false));
            writer.append(entry(4));
        }
        try (IndexFile index = IndexFile.open(path)) {
            index.refresh(1 << 20, 1 << 20);
            assertThat(index.count()).isEqualTo(3);
        }
    }

    @Test
    void entryBehindTheEndOfTheFileCountsWhenTheFileHasGrown() throws IOException {
        Path path = write(3, false);
        try (IndexFile index = IndexFile.open(path)) {
            index.refresh(100, 100);
            assertThat(index.count()).isEqualTo(2);
            index.refresh(200, 200);
            assertThat(index.count()).isEqualTo(3);
        }
    }

    @Test
    void isSearchedByPlaceAndByTime() throws IOException {
        Path path = write(300, false);
        try (IndexFile index = IndexFile.open(path)) {
            index.refresh(1 << 20, 1 << 20);
            assertThat(index.count()).isEqualTo(300);
            assertThat(index.atText(-1)).isEqualTo(-1);
            assertThat(index.atText(0)).isEqualTo(0);
            assertThat(index.atText(199)).isEqualTo(1);
            assertThat(index.atText(200)).isEqualTo(2);
            assertThat(index.before(1_000, false)).isEqualTo(-1);
            assertThat(index.before(1_000, true)).isEqualTo(0);
            assertThat(index.before(151_000, false)).isEqualTo(149);
            assertThat(index.before(Long.MAX_VALUE, false)).isEqualTo(299);
        }
    }

    @Test
    void isEmptyAfterItWasCleared() throws IOException {
        Path path = directory.resolve("index");
        try (IndexWriter writer = IndexWriter.open(path)) {
            writer.append(entry(0));
            writer.append(entry(1));
            writer.clear();
            writer.append(entry(2));
        }
        assertThat(Files.size(path)).isEqualTo(40);
        Files.write(path, new byte[] {1}, StandardOpenOption.APPEND);
        try (IndexFile index = IndexFile.open(path)) {
            index.refresh(1 << 20, 1 << 20);
            assertThat(index.entry(0)).isEqualTo(entry(2));
        }
    }

    private Path write(int entries, boolean stderr) throws IOException {
        Path path = directory.resolve("index");
        try (IndexWriter writer = IndexWriter.open(path)) {
            for (int i = 0; i < entries; i++) {
                IndexEntry each = entry(i);
                writer.append(new IndexEntry(each.textOffset(), each.fileOffset(), each.micros(), 7, stderr));
            }
        }
        return path;
    }

    private static IndexEntry entry(int nth) {
        return new IndexEntry(nth * 100L, nth * 50L, (nth + 1) * 1_000L, 7, false);
    }
}
