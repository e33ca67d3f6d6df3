// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader of a file does where something cannot be had for a moment. */
class FileReadingTest {
    private static final long CLOSED = LineTime.parseCompact("20261201T030600.000000Z");

    @TempDir
    Path directory;

    private final ReadCount count = new ReadCount();
    private final Troubles troubles = new Troubles();
    private LogFile log;

    @BeforeEach
    void begin() throws IOException {
        log = new LogFile(directory.toRealPath().resolve("web.log"), LogFormat.LINES, Set.of("web"), Optional.empty());
        Files.writeString(log.path(), "2026-12-01T03:07:00.000000Z stdout F:1 written\n");
    }

    @Test
    void fileThatIsWrittenIsClosedAgainWhenItsPartsCannotBeListed() throws IOException {
        int[] looks = {0};
        PartQueue.Listing listing = () -> {
            if (++looks[0] % 2 == 0) {
                throw new IOException("no more descriptors");
            }
            return List.of();
        };
        try (FileReading reading = new FileReading(log, LogSelection.ALL, listing, count, troubles)) {
            for (int i = 0; i < 10; i++) {
                assertThat(reading.read()).isFalse();
            }
            assertThat(looks[0]).isEqualTo(20);
            assertThat(open()).doesNotContain(log.path());
        }
    }

    @Test
    void partThatCannotBeOpenedForAMomentIsReadWhenItCan() throws IOException {
        Files.writeString(SegmentName.of(log.path(), CLOSED).path(), "2026-12-01T03:05:00.000000Z stdout F:1 closed\n");
        Path never = directory.resolve("never");
        Files.createSymbolicLink(never, never);
        SegmentList list = new SegmentList(log, count);
        boolean[] lacks = {true};
        PartQueue.Listing listing = () -> lacks[0]
                ? list.read().stream()
                        .map(each -> new Segment(never, each.key(), each.size(), each.micros(), each.own()))
                        .toList()
                : list.read();
        try (FileReading reading = new FileReading(log, LogSelection.ALL, listing, count, troubles)) {
            assertThat(reading.read()).isFalse();
            assertThat(reading.read()).isFalse();
            assertThat(troubles.sentences()).singleElement().asString().contains(never.toString());
            lacks[0] = false;
            assertThat(texts(reading)).containsExactly("closed", "written");
            assertThat(troubles.missedBytes()).isZero();
        }
    }

    @Test
    void partWhoseIndexCannotBeOpenedForAMomentIsReadWithItWhenItCan() throws IOException {
        Path closed = SegmentName.of(log.path(), CLOSED).path();
        Files.writeString(closed, "closed\n");
        Path index = SegmentName.index(closed);
        Files.createSymbolicLink(index, index);
        PartQueue.Listing listing = new SegmentList(log, count)::read;
        try (FileReading reading = new FileReading(log, LogSelection.ALL, listing, count, troubles)) {
            assertThat(reading.read()).isFalse();
            assertThat(troubles.sentences()).singleElement().asString().contains(index.toString());
            Files.delete(index);
            try (IndexWriter writer = IndexWriter.open(index)) {
                writer.append(new IndexEntry(0, 0, CLOSED - 1000, 7, false));
            }
            assertThat(reading.read()).isTrue();
            assertThat(reading.take().run()).isEqualTo(7);
            assertThat(texts(reading)).containsExactly("written");
        }
    }

    private static List<String> texts(FileReading reading) {
        List<String> texts = new ArrayList<>();
        while (reading.read()) {
            texts.add(new String(reading.take().bytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** Return the files that this process has open. */
    private static List<Path> open() throws IOException {
        List<Path> open = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : all.toList()) {
                if (Files.isSymbolicLink(each)) {
                    open.add(Files.readSymbolicLink(each));
                }
            }
        }
        return open;
    }
}
