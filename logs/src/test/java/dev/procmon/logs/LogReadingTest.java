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
import java.nio.file.attribute.FileTime;
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
    void whoGoesOnAfterANumberOrBeginsWithTheLastLinesIsToldWhichLinesHadBegunBefore() throws IOException {
        LogSource web = lines("web");
        LinePrefix out = new LinePrefix(false, 1, Optional.empty());
        LinePrefix err = new LinePrefix(true, 1, Optional.empty());
        append(web.file(), out.bytes(), out.set(TIME, false), "Password: \n");
        for (int i = 1; i <= 500; i++) {
            append(web.file(), err.bytes(), err.set(TIME + i, true), "waiting\n");
        }
        try (LogReader after = LogReader.open(List.of(web), after(LineNumber.of(TIME + 500, 0)));
                LogReader last = LogReader.open(List.of(web), LogSelection.ALL)) {
            last.last(1);
            assertThat(texts(after)).isEmpty();
            assertThat(texts(last)).containsExactly("waiting");
            append(web.file(), out.bytes(), out.set(TIME + 600, true), "\n");
            append(web.file(), out.bytes(), out.set(TIME + 601, true), "welcome\n");
            assertThat(entries(after)).extracting(LogEntry::continuing).containsExactly(true, false);
            assertThat(entries(last)).extracting(LogEntry::continuing).containsExactly(true, false);
        }
    }

    @Test
    void whoGoesOnAfterAPieceOfARawLineIsToldThatItGoesOn() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.RAW, Optional.empty());
        index(raw.file(), TIME);
        append(raw.file(), new byte[0], 0, "a\n" + "x".repeat(20_000) + "\nb\n");
        try (LogReader reader = LogReader.open(List.of(raw), after(LineNumber.of(TIME, 1)))) {
            assertThat(entries(reader)).extracting(LogEntry::continuing).containsExactly(true, false);
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
    void rawLinesThatWereReadDoNotComeAgainFromACopyThatWasMadeBeforeTheFileWasCut() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.RAW, Optional.empty());
        long time = LineTime.parseCompact("20200101T000000.000000Z");
        try (IndexWriter writer = IndexWriter.open(SegmentName.index(raw.file()));
                LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
            for (int i = 0; i < 4; i++) {
                writer.append(new IndexEntry(0, 0, time + i * 1000L, 1, false));
                String line = i + " " + "x".repeat(i);
                append(raw.file(), new byte[0], 0, line + "\n" + line + "!\n");
                assertThat(texts(reader)).containsExactly(line, line + "!");
                copy(raw.file(), "-2020010" + (i + 1), time + i * 1000L + 500);
                cut(raw.file());
                if (i % 2 == 0) {
                    // It is looked at before whoever writes has noticed that, and the old index is still there.
                    assertThat(texts(reader)).isEmpty();
                }
                writer.clear();
            }
            writer.append(new IndexEntry(0, 0, time + 4000, 1, false));
            append(raw.file(), new byte[0], 0, "last\n");
            assertThat(texts(reader)).containsExactly("last");
        }
    }

    @Test
    void rawFileThatIsClosedSoonAfterItWasCutDoesNotBringBackTheCopy() throws IOException {
        LogSource raw = new LogSource("web", directory.resolve("web.log"), LogFormat.RAW, Optional.empty());
        long time = LineTime.parseCompact("20200101T000000.000000Z");
        try (LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
            index(raw.file(), time);
            append(raw.file(), new byte[0], 0, "a\n");
            assertThat(texts(reader)).containsExactly("a");
            copy(raw.file(), "-20200101", time + 500);
            cut(raw.file());
            assertThat(texts(reader)).isEmpty();
            index(raw.file(), time + 1000);
            append(raw.file(), new byte[0], 0, "b\n");
            SegmentName closed = SegmentName.of(raw.file(), time + 2000);
            Files.move(raw.file(), closed.path());
            Files.move(SegmentName.index(raw.file()), SegmentName.index(closed.path()));
            index(raw.file(), time + 3000);
            append(raw.file(), new byte[0], 0, "c\n");
            assertThat(texts(reader)).containsExactly("b", "c");
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
    void theLastLinesOfARawFileWithoutAnIndexAreFound() throws IOException {
        LogSource raw = new LogSource("raw", directory.resolve("raw.log"), LogFormat.RAW, Optional.empty());
        Files.writeString(raw.file(), "one\ntwo\nthree\n");
        try (LogReader reader = LogReader.open(List.of(raw), LogSelection.ALL)) {
            reader.last(2);
            assertThat(texts(reader)).containsExactly("two", "three");
            Files.writeString(raw.file(), "four\n", StandardOpenOption.APPEND);
            assertThat(texts(reader)).containsExactly("four");
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
    void eachPartIsReadInTheFormatItWasWrittenIn() throws IOException {
        for (LogFormat last : LogFormat.values()) {
            for (LogCompression how : LogCompression.values()) {
                Path file = Files.createDirectory(directory.resolve(last + "-" + how))
                        .resolve("web.log");
                long time = TIME;
                for (LogFormat each : LogFormat.values()) {
                    part(file, each, time, each + " closed");
                    SegmentName closed = close(file, time + 500);
                    if (how != LogCompression.NONE) {
                        SegmentCompressor.compress(closed, last, how, () -> false);
                    }
                    time += 1000;
                }
                part(file, last, time, "written");
                LogSource web = new LogSource("web", file, last, Optional.empty());
                List<String> all = List.of("7 LINES closed", "7 JSON closed", "7 RAW closed", "7 written");
                assertThat(runsAndTexts(web, Integer.MAX_VALUE)).isEqualTo(all);
                for (int lines = 1; lines <= 4; lines++) {
                    assertThat(runsAndTexts(web, lines)).isEqualTo(all.subList(4 - lines, 4));
                }
            }
        }
    }

    @Test
    void partThatSomebodyElseHasNamedIsReadInItsOwnFormatToo() throws IOException {
        Path file = directory.resolve("web.log");
        part(file, LogFormat.LINES, TIME, "lines");
        Files.move(file, directory.resolve("web.log.2"));
        part(file, LogFormat.JSON, TIME + 1000, "json");
        Files.move(file, directory.resolve("web.log.1"));
        part(file, LogFormat.RAW, TIME + 2000, "raw");
        assertThat(runsAndTexts(new LogSource("web", file, LogFormat.RAW, Optional.empty()), Integer.MAX_VALUE))
                .containsExactly("7 lines", "7 json", "7 raw");
    }

    @Test
    void whoFollowsGoesOnOverEachChangeOfTheFormat() throws IOException {
        Path file = directory.resolve("web.log");
        LogFormat[] formats = LogFormat.values();
        LogSource web = new LogSource("web", file, LogFormat.LINES, Optional.empty());
        try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
            for (int i = 0; i < 9; i++) {
                Files.createFile(file);
                assertThat(texts(reader)).isEmpty();
                part(file, formats[(i + i / 3) % 3], TIME + i * 1000L, "line " + i);
                assertThat(texts(reader)).containsExactly("line " + i);
                close(file, TIME + i * 1000L + 500);
                assertThat(texts(reader)).isEmpty();
            }
            assertThat(reader.troubles()).isEmpty();
        }
    }

    @Test
    void beginningOfTheFirstLineDoesNotYetSayInWhichFormatAFileIs() throws IOException {
        for (LogFormat each : List.of(LogFormat.LINES, LogFormat.JSON)) {
            Path file = directory.resolve(each + ".log");
            part(file, each, TIME, "text");
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                LogSource web = new LogSource("web", file, LogFormat.RAW, Optional.empty());
                try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
                    assertThat(texts(reader)).isEmpty();
                    append(
                            file,
                            new byte[0],
                            0,
                            new String(whole, length, whole.length - length, StandardCharsets.UTF_8));
                    assertThat(texts(reader)).containsExactly("text");
                }
            }
        }
    }

    @Test
    void whatSaysNothingOfItsFormatIsReadInThatOfItsSource() throws IOException {
        Path file = directory.resolve("web.log");
        append(file, new byte[0], 0, "by hand\nand no more");
        for (LogFormat each : LogFormat.values()) {
            LogSource web = new LogSource("web", file, each, Optional.empty());
            try (LogReader reader = LogReader.open(List.of(web), LogSelection.ALL)) {
                reader.atRest();
                assertThat(texts(reader)).containsExactly("by hand", "and no more");
            }
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

    /** Write a line of run 7. */
    private static void part(Path file, LogFormat format, long micros, String text) throws IOException {
        switch (format) {
            case LINES -> {
                LinePrefix prefix = new LinePrefix(false, 7, Optional.empty());
                append(file, prefix.bytes(), prefix.set(micros, true), text + "\n");
            }
            case JSON -> {
                JsonLine json = new JsonLine("web", 7, false);
                json.time(micros);
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                json.add(bytes, 0, bytes.length, false);
                append(file, json.bytes(), json.length(), "");
            }
            case RAW -> {
                try (IndexWriter index = IndexWriter.open(SegmentName.index(file))) {
                    index.append(new IndexEntry(0, 0, micros, 7, false));
                }
                append(file, new byte[0], 0, text + "\n");
            }
        }
    }

    /** Close a file as the supervisor does. */
    private static SegmentName close(Path file, long micros) throws IOException {
        SegmentName closed = SegmentName.of(file, micros);
        Files.move(file, closed.path());
        if (Files.exists(SegmentName.index(file))) {
            Files.move(SegmentName.index(file), SegmentName.index(closed.path()));
        }
        return closed;
    }

    private static List<String> runsAndTexts(LogSource source, int last) {
        try (LogReader reader = LogReader.open(List.of(source), LogSelection.ALL)) {
            if (last < Integer.MAX_VALUE) {
                reader.last(last);
            }
            List<String> all = entries(reader).stream()
                    .map(each -> each.run() + " " + text(each))
                    .toList();
            assertThat(reader.troubles()).isEmpty();
            return all;
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

    private static LogSelection after(long id) {
        return new LogSelection(
                OptionalLong.of(id),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void write(LogSource source, long micros, String text) {
        LinePrefix prefix = new LinePrefix(false, 1, Optional.empty());
        append(source.file(), prefix.bytes(), prefix.set(micros, true), text + "\n");
    }

    /** What logrotate does before it cuts a file. */
    private static void copy(Path file, String suffix, long micros) throws IOException {
        Path to = Files.copy(file, Path.of(file + suffix));
        Files.setLastModifiedTime(to, FileTime.from(LineNumber.time(LineNumber.of(micros, 0))));
    }

    private static void cut(Path file) throws IOException {
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void index(Path file, long micros) throws IOException {
        try (IndexWriter writer = IndexWriter.open(SegmentName.index(file))) {
            writer.clear();
            writer.append(new IndexEntry(0, 0, micros, 1, false));
        }
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
