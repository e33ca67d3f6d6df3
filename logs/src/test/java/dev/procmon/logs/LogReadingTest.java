// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of reading, one thing at a time. */
class LogReadingTest {
    private static final long TIME = LineTime.parseCompact("20261201T030512.000000Z");

    @TempDir
    Path directory;

    @Test
    void linesOfSeveralFilesComeInTheOrderInWhichTheyWereWritten() throws IOException {
        LogSource web = lines("web");
        LogSource db = lines("db");
        try (LogReader reader = LogReader.open(List.of(web, db), LogSelection.ALL)) {
            write(web, TIME + 1, "a");
            write(db, TIME + 2, "b");
            write(web, TIME + 3, "c");
            write(web, TIME + 5, "e");
            assertThat(texts(reader)).containsExactly("a", "b", "c", "e");
            write(db, TIME + 6, "f");
            write(web, TIME + 7, "g");
            assertThat(texts(reader)).containsExactly("f", "g");
        }
    }

    @Test
    void earlierLineThatCameWhileALaterOneWasReadIsFirst() throws IOException {
        LogSource web = lines("web");
        LogSource db = lines("db");
        write(web, TIME, "a");
        write(db, TIME + 1, "b");
        boolean[] late = {false};
        LogSelection selection = selection(bytes -> {
            // The other file is empty by now, and this line is not returned yet.
            if (bytes[0] == 'd' && !late[0]) {
                late[0] = true;
                write(web, TIME + 2, "c");
            }
            return true;
        });
        try (LogReader reader = LogReader.open(List.of(web, db), selection)) {
            assertThat(texts(reader)).containsExactly("a", "b");
            write(db, TIME + 3, "d");
            assertThat(texts(reader)).containsExactly("c", "d");
        }
    }

    @Test
    void whoFollowsWhileAnotherThreadWritesAndClosesFilesGetsEachLineOnceAndInOrder() throws Exception {
        LogSource web = lines("web");
        int count = 4000;
        FutureTask<Boolean> writer = new FutureTask<>(() -> {
            for (int i = 0; i < count; i++) {
                write(web, TIME + i * 10L, Integer.toString(i));
                if (i % 7 == 6) {
                    Files.move(
                            web.file(),
                            SegmentName.of(web.file(), TIME + i * 10L + 5).path());
                }
            }
            return true;
        });
        Thread.ofPlatform().start(writer);
        List<String> seen = new ArrayList<>();
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            while (!writer.isDone()) {
                seen.addAll(texts(reader));
            }
            seen.addAll(texts(reader));
            assertThat(writer.get()).isTrue();
            assertThat(reader.troubles()).isEmpty();
        }
        assertThat(seen)
                .isEqualTo(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    @Test
    void fileOfSeveralProgramsGivesTheLinesOfThoseThatAreAskedFor() throws IOException {
        Path file = directory.resolve("all.log");
        LogSource web = new LogSource("web", file, LogFormat.LINES, Optional.empty());
        for (String each : List.of("web", "db", "job")) {
            LinePrefix prefix = new LinePrefix(false, 1, Optional.of(each));
            append(file, prefix.bytes(), prefix.set(TIME, true), each + "\n");
        }
        LogSource job = new LogSource("job", file, LogFormat.LINES, Optional.empty());
        try (LogReader reader = LogReader.open(List.of(job, web), LogSelection.ALL)) {
            assertThat(texts(reader)).containsExactly("web", "job");
        }
    }

    @Test
    void lineIsReturnedOnlyWhenItIsWhole() throws IOException {
        LogSource web = lines("web");
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            append(web.file(), new byte[0], 0, "2026-12-01T03:05:12.000000Z stdout F:1 be");
            assertThat(texts(reader)).isEmpty();
            append(web.file(), new byte[0], 0, "gun\n");
            assertThat(texts(reader)).containsExactly("begun");
        }
    }

    @Test
    void lineThatIsNotOfTheFormatIsATextOfTheOneBefore() throws IOException {
        LogSource web = lines("web");
        write(web, TIME, "a");
        append(web.file(), new byte[0], 0, "Segmentation fault\n");
        write(web, TIME + 1, "b");
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            List<LogEntry> all = entries(reader);
            assertThat(all).extracting(LogReadingTest::text).containsExactly("a", "Segmentation fault", "b");
            assertThat(all).extracting(LogEntry::run).containsOnly(1L);
            assertThat(all.get(1).time()).isEqualTo(all.get(0).time());
            assertThat(all.get(1).id()).isEqualTo(all.get(0).id() + 1);
        }
    }

    @Test
    void piecesOfALineSayThatTheyGoOn() throws IOException {
        LogSource web = lines("web");
        LinePrefix out = new LinePrefix(false, 1, Optional.empty());
        LinePrefix err = new LinePrefix(true, 1, Optional.empty());
        append(web.file(), out.bytes(), out.set(TIME, false), "a\n");
        append(web.file(), err.bytes(), err.set(TIME + 1, true), "x\n");
        append(web.file(), out.bytes(), out.set(TIME + 2, false), "b\n");
        append(web.file(), out.bytes(), out.set(TIME + 3, true), "c\n");
        append(web.file(), out.bytes(), out.set(TIME + 4, true), "d\n");
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            assertThat(entries(reader))
                    .extracting(each ->
                            text(each) + (each.continuing() ? " goes on" : "") + (each.continued() ? " ..." : ""))
                    .containsExactly("a ...", "x", "b goes on ...", "c goes on", "d");
        }
    }

    @Test
    void theFirstOfTheLastLinesSaysWhetherItGoesOnWithTheOneBefore() throws IOException {
        LogSource web = lines("web");
        LinePrefix out = new LinePrefix(false, 1, Optional.empty());
        for (int i = 0; i < 5; i++) {
            append(web.file(), out.bytes(), out.set(TIME + i, i == 0 || i == 4), i + "\n");
        }
        for (int last = 0; last <= 7; last++) {
            try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
                reader.last(last);
                assertThat(entries(reader))
                        .extracting(each -> text(each) + (each.continuing() ? " goes on" : ""))
                        .isEqualTo(List.of("0", "1", "2 goes on", "3 goes on", "4 goes on")
                                .subList(Math.max(0, 5 - last), 5));
            }
        }
    }

    @Test
    void unfinishedRawLineComesWhenNobodyWritesOrAnotherRunBegins() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.RAW, Optional.empty());
        Path index = SegmentName.index(raw.file());
        try (IndexWriter writer = IndexWriter.open(index);
                LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL);
                LogReader later = LogReader.open(List.of(raw), LogSelection.ALL)) {
            writer.append(new IndexEntry(0, 0, TIME, 1, false));
            append(raw.file(), new byte[0], 0, "a\nb");
            assertThat(texts(reader)).containsExactly("a");
            writer.append(new IndexEntry(3, 3, TIME + 100, 2, true));
            append(raw.file(), new byte[0], 0, "c\nd");
            List<LogEntry> more = entries(reader);
            assertThat(more).extracting(LogReadingTest::text).containsExactly("b", "c");
            assertThat(more).extracting(LogEntry::continued).containsExactly(true, false);
            assertThat(more).extracting(LogEntry::run).containsExactly(1L, 2L);
            assertThat(more).extracting(LogEntry::stream).containsExactly("stdout", "stderr");
            assertThat(more.get(1).id()).isEqualTo(LineNumber.of(TIME + 100, 0));
            later.atRest();
            assertThat(texts(later)).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void unfinishedRawLineComesWhenAnEntryOfRunZeroIsBehindIt() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.RAW, Optional.empty());
        List<LogEntry> all = new ArrayList<>();
        try (IndexWriter writer = IndexWriter.open(SegmentName.index(raw.file()));
                LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
            writer.append(new IndexEntry(0, 0, TIME, 1, false));
            append(raw.file(), new byte[0], 0, "a\nb");
            assertThat(texts(reader)).containsExactly("a");
            assertThat(texts(reader)).isEmpty();
            writer.append(new IndexEntry(3, 3, TIME + 100, 0, false));
            all.addAll(entries(reader));
            assertThat(all).singleElement().matches(each -> each.continued() && each.run() == 1);
            append(raw.file(), new byte[0], 0, "\n");
            assertThat(texts(reader)).isEmpty();
            writer.append(new IndexEntry(4, 4, TIME + 200, 2, false));
            append(raw.file(), new byte[0], 0, "\nc\n");
            all.addAll(entries(reader));
            assertThat(all).extracting(LogReadingTest::text).containsExactly("b", "", "c");
        }
        for (int last = 1; last <= 3; last++) {
            try (LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
                reader.last(last);
                assertThat(entries(reader))
                        .extracting(LogEntry::id)
                        .isEqualTo(all.subList(3 - last, 3).stream()
                                .map(LogEntry::id)
                                .toList());
            }
        }
    }

    @Test
    void longRawLineComesInPiecesThatCutNoCharacter() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.RAW, Optional.empty());
        String line = "\u20ac".repeat(40_000);
        append(raw.file(), new byte[0], 0, line + "\nshort\n");
        try (LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
            List<LogEntry> all = entries(reader);
            assertThat(all).hasSize(120_000 / 16_383 + 2);
            assertThat(all)
                    .allMatch(
                            each -> each.bytes().length <= 16_384 && !text(each).contains("\ufffd"));
            assertThat(String.join("", all.stream().map(LogReadingTest::text).toList()))
                    .isEqualTo(line + "short");
            assertThat(all).extracting(LogEntry::id).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void momentInALargeFileIsFoundWithLittleReading() throws IOException {
        LogSource web = lines("web");
        int count = 400_000;
        try (var out = Files.newOutputStream(web.file())) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            LinePrefix prefix = new LinePrefix(false, 1, Optional.empty());
            for (int i = 0; i < count; i++) {
                text.write(prefix.bytes(), 0, prefix.set(TIME + i, true));
                text.write("some text that is neither short nor long\n".getBytes(StandardCharsets.US_ASCII));
            }
            text.writeTo(out);
        }
        assertThat(Files.size(web.file())).isGreaterThan(30_000_000);
        LogSelection since = new LogSelection(
                OptionalLong.empty(),
                Optional.of(LineNumber.time(LineNumber.of(TIME + 123_456, 0))),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        try (LogReader reader = LogReader.open(List.of(web), since)) {
            assertThat(reader.next().orElseThrow().id()).isEqualTo(LineNumber.of(TIME + 123_456, 0));
            assertThat(reader.bytesRead()).isLessThan(300_000);
        }
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            reader.last(10);
            assertThat(reader.next().orElseThrow().id()).isEqualTo(LineNumber.of(TIME + count - 10, 0));
            assertThat(reader.bytesRead()).isLessThan(600_000);
        }
    }

    @Test
    void partsThatWereDeletedBeforeTheyWereReadAreCounted() throws IOException {
        LogSource web = lines("web");
        long size = 0;
        for (int i = 0; i < 3; i++) {
            write(web, TIME + i * 10L, "line " + i);
            size = Files.size(web.file());
            Files.move(
                    web.file(), SegmentName.of(web.file(), TIME + i * 10L + 5).path());
        }
        write(web, TIME + 100, "line 3");
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            assertThat(reader.next().map(LogReadingTest::text)).contains("line 0");
            Files.delete(SegmentName.of(web.file(), TIME + 15).path());
            assertThat(texts(reader)).containsExactly("line 2", "line 3");
            assertThat(reader.missed()).isEqualTo(size);
        }
    }

    @Test
    void damagedBlockIsPassedOverAndCounted() throws IOException {
        LogSource web = lines("web");
        LinePrefix prefix = new LinePrefix(false, 1, Optional.empty());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < 60_000; i++) {
            text.write(prefix.bytes(), 0, prefix.set(TIME + i, true));
            text.writeBytes(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        SegmentName segment = SegmentName.of(web.file(), TIME + 100_000);
        Files.write(segment.path(), text.toByteArray());
        SegmentCompressor.compress(segment, LogFormat.LINES, LogCompression.GZIP, () -> false);
        Path packed = segment.compressed(LogCompression.GZIP).path();
        byte[] bytes = Files.readAllBytes(packed);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 0x55);
        Files.write(packed, bytes);
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            List<String> all = texts(reader);
            assertThat(all).startsWith("line 0").endsWith("line 59999").hasSizeGreaterThan(30_000);
            assertThat(reader.missed()).isBetween(1L, (long) SegmentCompressor.BLOCK);
            assertThat(reader.troubles()).singleElement().asString().contains(packed.toString());
        }
    }

    @Test
    void compressedPartIsReadWithATornIndexToo() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.LINES, Optional.empty());
        LinePrefix prefix = new LinePrefix(false, 1, Optional.empty());
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < 60_000; i++) {
            text.write(prefix.bytes(), 0, prefix.set(TIME + i, true));
            text.writeBytes(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        for (LogCompression how : List.of(LogCompression.GZIP, LogCompression.ZSTD)) {
            SegmentName segment = SegmentName.of(raw.file(), TIME + 100_000);
            Files.write(segment.path(), text.toByteArray());
            SegmentCompressor.compress(segment, LogFormat.LINES, how, () -> false);
            Path index = SegmentName.index(segment.compressed(how).path());
            byte[] whole = Files.readAllBytes(index);
            for (int length = whole.length; length >= 0; length -= 13) {
                Files.write(index, Arrays.copyOf(whole, length));
                try (LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
                    assertThat(texts(reader))
                            .hasSize(60_000)
                            .startsWith("line 0")
                            .endsWith("line 59999");
                    assertThat(reader.troubles()).isEmpty();
                }
            }
            Files.delete(segment.compressed(how).path());
        }
    }

    @Test
    void fileThatCannotBeReadIsToldAndTheOthersGoOn() throws IOException {
        LogSource web = lines("web");
        LogSource odd = new LogSource(
                "odd", Files.createDirectory(directory.resolve("odd.log")), LogFormat.LINES, Optional.empty());
        write(web, TIME, "a");
        try (LogReader reader = LogReader.open(List.of(odd, web), LogSelection.ALL)) {
            assertThat(texts(reader)).containsExactly("a");
            assertThat(reader.troubles())
                    .containsExactly("cannot read " + odd.file() + ": " + odd.file() + " is not a regular file");
        }
    }

    @Test
    void quietFilesTakeNoMemoryForTheirLines() throws IOException {
        LogSource web = lines("web");
        write(web, TIME, "a");
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            texts(reader);
            long read = reader.bytesRead();
            for (int i = 0; i < 1000; i++) {
                assertThat(reader.next()).isEmpty();
            }
            assertThat(reader.bytesRead()).isEqualTo(read);
        }
    }

    private LogSource lines(String program) {
        return new LogSource(program, directory.resolve(program + ".log"), LogFormat.LINES, Optional.empty());
    }

    private static LogSelection selection(Predicate<byte[]> wanted) {
        return new LogSelection(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(wanted));
    }

    private static void write(LogSource source, long micros, String text) {
        LinePrefix prefix = new LinePrefix(false, 1, Optional.empty());
        append(source.file(), prefix.bytes(), prefix.set(micros, true), text + "\n");
    }

    private static void append(Path file, byte[] prefix, int length, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(prefix, 0, length);
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        try {
            Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<LogEntry> entries(LogReader reader) {
        List<LogEntry> all = new ArrayList<>();
        for (Optional<LogEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static List<String> texts(LogReader reader) {
        return entries(reader).stream().map(LogReadingTest::text).toList();
    }

    private static String text(LogEntry entry) {
        return new String(entry.bytes(), StandardCharsets.UTF_8);
    }
}
