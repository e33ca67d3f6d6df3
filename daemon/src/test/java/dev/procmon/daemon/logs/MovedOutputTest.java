// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogFormat;
import dev.procmon.logs.LogReader;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import dev.procmon.posix.output.MovedOutput;
import dev.procmon.posix.output.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that the kernel moves into its file, and the index beside it. */
class MovedOutputTest {

    @TempDir
    private Path directory;

    private Path file;
    private LogWorld world;

    @BeforeEach
    void begin() {
        world = new LogWorld(directory);
        file = world.standard("web");
    }

    @Test
    void aRunWithOneStreamIsMoved() throws IOException {
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "one\ntw");
        move(log, "o\n");
        assertThat(file).hasContent("one\ntwo\n");
        assertThat(world.state("web").bytes()).isEqualTo(8);
    }

    @Test
    void aFileThatIsCutAtTheVeryMomentHasWhatWasMovedAtItsBeginning() throws IOException {
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "x".repeat(9_999) + "\n");
        OutputFile target = log.target(StdStream.STDOUT).orElseThrow();
        byte[] late = "late\n".getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(late), 10_000);
        }
        target.moved(late.length);
        log.moved(StdStream.STDOUT, late.length);
        assertThat(file).hasContent("late\n");
        move(log, "next\n");
        assertThat(file).hasContent("late\nnext\n");
        assertThat(entries(file.resolveSibling(".web.log.index")))
                .first()
                .extracting(Entry::offset)
                .isEqualTo(0L);
    }

    @Test
    void aFileThatBeganWithAHoleBeforeKeepsWhatIsInIt() throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("old\n".getBytes(StandardCharsets.US_ASCII)), 8_192);
        }
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "x".repeat(9_999) + "\n");
        move(log, "new\n");
        assertThat(Files.size(file)).isEqualTo(8_196 + 10_000 + 4);
    }

    @Test
    void twoStreamsInOneFileAreNotMoved() {
        assertThat(world.open("web", 1, policy().make(), Stdio.CAPTURED)).isNotInstanceOf(MovedOutput.class);
        assertThat(world.open(
                        "web",
                        1,
                        policy().errorFile(directory.resolve("err.log")).make(),
                        Stdio.CAPTURED))
                .isInstanceOf(MovedOutput.class);
        assertThat(world.open("web", 1, LogWorld.lines(Optional.empty()), Stdio.MERGED))
                .isNotInstanceOf(MovedOutput.class);
    }

    @Test
    void nothingIsMovedWhileAnotherRunWritesThere() throws IOException {
        MovedOutput old = open(1, Stdio.MERGED);
        MovedOutput fresh = open(2, Stdio.MERGED);
        move(old, "old be");
        assertThat(fresh.target(StdStream.STDOUT)).isEmpty();
        world.write(fresh, "new\n");
        assertThat(old.target(StdStream.STDOUT)).isEmpty();
        world.write(old, "gun\nold ");
        assertThat(file).hasContent("old begun\nnew\n");
        old.ended(StdStream.STDOUT);
        assertThat(fresh.target(StdStream.STDOUT)).isEmpty();
        world.write(fresh, "goes on\n");
        assertThat(file).hasContent("old begun\nnew\nold \ngoes on\n");
        assertThat(fresh.target(StdStream.STDOUT)).isPresent();
    }

    @Test
    void nearTheSizeOfTheFileLinesAreWrittenSoThatNoneIsCut() throws IOException {
        MovedOutput log =
                world.open("web", 1, policy().rotate(1_500_000).make(), Stdio.MERGED) instanceof MovedOutput moved
                        ? moved
                        : null;
        assertThat(log).isNotNull();
        String lines = ("x".repeat(999) + "\n").repeat(460);
        move(log, lines + "begun");
        assertThat(log.target(StdStream.STDOUT)).isEmpty();
        for (int i = 0; i < 3; i++) {
            world.write(log, lines);
        }
        assertThat(LogWorld.segments(file)).hasSize(1);
        assertThat(Files.size(LogWorld.segments(file).getFirst())).isBetween(1_499_000L, 1_500_000L);
        assertThat(LogWorld.text(file)).isEqualTo(lines + "begun" + lines.repeat(3));
        assertThat(log.target(StdStream.STDOUT)).isPresent();
    }

    @Test
    void whatCannotBeMovedIsHeld() throws IOException {
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "one\n");
        log.notMoved(StdStream.STDOUT, 28);
        assertThat(world.reports)
                .containsExactly(
                        new LogReport.Unwritable(file, "ENOSPC (no space left on device)", LogPolicy.OnFull.WAIT));
        assertThat(log.target(StdStream.STDOUT)).isEmpty();
        world.write(log, "two\n");
        assertThat(file).hasContent("one\n");
        world.pass(Duration.ofSeconds(1));
        move(log, "three\n");
        assertThat(file).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void aLineHasTheTimeOfItsChunk() throws IOException {
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "one\n");
        world.pass(Duration.ofSeconds(5));
        move(log, "two\n");
        List<Entry> entries = entries(file.resolveSibling(".web.log.index"));
        assertThat(entries).extracting(Entry::offset).containsExactly(0L, 4L);
        assertThat(entries.get(1).micros() - entries.get(0).micros()).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void theIndexSaysWhereARunBeginsAndThenAtLeastEvery64KiB() throws IOException {
        MovedOutput first = open(1, Stdio.MERGED);
        String lines = ("x".repeat(99) + "\n").repeat(400);
        // All but the first begin within a line.
        String chunk = lines.substring(50) + lines.substring(0, 50);
        for (int i = 0; i < 4; i++) {
            move(first, chunk);
        }
        first.ended(StdStream.STDOUT);
        world.write(open(2, Stdio.MERGED), "next\n");
        List<Entry> entries = entries(file.resolveSibling(".web.log.index"));
        assertThat(entries).extracting(Entry::offset).containsExactly(0L, 79_950L, 160_000L, 160_001L);
        assertThat(entries).extracting(Entry::run).containsExactly(1L, 1L, 0L, 2L);
        assertThat(entries.get(1).micros())
                .isGreaterThanOrEqualTo(entries.get(0).micros() + 64);
    }

    @Test
    void theIndexGoesWithTheFileItIsOf() throws IOException {
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "one\n");
        var _ = world.store.rotate(_ -> true);
        world.pass(Duration.ZERO);
        move(log, "two\n");
        Path older = LogWorld.segments(file).getFirst();
        assertThat(entries(older.resolveSibling("." + older.getFileName() + ".index")))
                .extracting(Entry::offset)
                .containsExactly(0L);
        assertThat(entries(file.resolveSibling(".web.log.index")))
                .extracting(Entry::offset)
                .containsExactly(0L);
        Files.write(file, new byte[0]);
        move(log, "three\n");
        assertThat(entries(file.resolveSibling(".web.log.index")))
                .extracting(Entry::offset)
                .containsExactly(0L);
    }

    @Test
    void linesOfTwoStreamsHaveEntriesOfTheirOwn() throws IOException {
        OutputListener log = world.open("web", 9, policy().make());
        world.write(log, StdStream.STDOUT, "out\n");
        world.write(log, StdStream.STDERR, "err\n");
        world.write(log, StdStream.STDERR, "err\n");
        assertThat(entries(file.resolveSibling(".web.log.index")))
                .extracting(Entry::offset, Entry::run, Entry::stderr)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 9L, false),
                        org.assertj.core.groups.Tuple.tuple(4L, 9L, true),
                        org.assertj.core.groups.Tuple.tuple(8L, 9L, true));
    }

    @Test
    void theLineFeedThatEndsAnUnfinishedLineBelongsToIt() throws IOException {
        MovedOutput first = open(1, Stdio.MERGED);
        MovedOutput second = open(2, Stdio.MERGED);
        move(first, "last words");
        world.write(second, "held until then\n");
        first.ended(StdStream.STDOUT);
        world.write(second, "more\n");
        assertThat(file).hasContent("last words\nheld until then\nmore\n");
        assertThat(entries(file.resolveSibling(".web.log.index")))
                .extracting(Entry::offset, Entry::run)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 1L),
                        org.assertj.core.groups.Tuple.tuple(10L, 0L),
                        org.assertj.core.groups.Tuple.tuple(11L, 2L),
                        org.assertj.core.groups.Tuple.tuple(27L, 2L));
    }

    @Test
    void aLineThatARunHasLeftUnfinishedIsReadWhenTheRunHasEndedAndOnlyOnce() throws IOException {
        try (LogReader reader = LogReader.open(
                List.of(new LogSource("web", file, LogFormat.RAW, Optional.empty())), LogSelection.ALL)) {
            MovedOutput first = open(1, Stdio.MERGED);
            move(first, "one\npart");
            assertThat(read(reader)).containsExactly("1 one");
            first.ended(StdStream.STDOUT);
            assertThat(read(reader)).containsExactly("1 part ...");
            MovedOutput second = open(2, Stdio.MERGED);
            world.write(second, "\ntwo\n");
            assertThat(read(reader)).containsExactly("2 ", "2 two");
        }
        try (LogReader later = LogReader.open(
                List.of(new LogSource("web", file, LogFormat.RAW, Optional.empty())), LogSelection.ALL)) {
            assertThat(read(later)).containsExactly("1 one", "1 part ...", "2 ", "2 two");
        }
    }

    @Test
    void anUnfinishedLineThatWasHeldIsReadWhenItIsWritten() throws IOException {
        MovedOutput log = open(1, Stdio.MERGED);
        move(log, "one\n");
        log.notMoved(StdStream.STDOUT, 28);
        world.write(log, "part");
        log.ended(StdStream.STDOUT);
        try (LogReader reader = LogReader.open(
                List.of(new LogSource("web", file, LogFormat.RAW, Optional.empty())), LogSelection.ALL)) {
            assertThat(read(reader)).containsExactly("1 one");
            world.pass(Duration.ofSeconds(1));
            assertThat(read(reader)).containsExactly("1 part ...");
        }
    }

    @Test
    void anUnfinishedLineIsReadOnceWhereTheFileIsRotatedBehindIt() throws IOException {
        MovedOutput first = open(1, Stdio.MERGED);
        move(first, "one\npart");
        var _ = world.store.rotate(_ -> true);
        world.pass(Duration.ZERO);
        try (LogReader reader = LogReader.open(
                List.of(new LogSource("web", file, LogFormat.RAW, Optional.empty())), LogSelection.ALL)) {
            assertThat(read(reader)).containsExactly("1 one");
            world.write(open(2, Stdio.MERGED), "two\n");
            first.ended(StdStream.STDOUT);
            assertThat(LogWorld.segments(file)).hasSize(1);
            assertThat(read(reader)).containsExactly("1 part ...", "2 two");
        }
        try (LogReader later = LogReader.open(
                List.of(new LogSource("web", file, LogFormat.RAW, Optional.empty())), LogSelection.ALL)) {
            assertThat(read(later)).containsExactly("1 one", "1 part ...", "2 two");
        }
    }

    private static List<String> read(LogReader reader) {
        List<String> all = new ArrayList<>();
        for (Optional<LogEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            all.add(next.get().run() + " " + new String(next.get().bytes(), StandardCharsets.UTF_8)
                    + (next.get().continued() ? " ..." : ""));
        }
        return all;
    }

    private record Entry(long offset, long micros, long run, boolean stderr) {}

    private static List<Entry> entries(Path index) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(index));
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("PROCMIX1");
        List<Entry> entries = new ArrayList<>();
        while (bytes.hasRemaining()) {
            long offset = bytes.getLong();
            assertThat(bytes.getLong()).isEqualTo(offset);
            long micros = bytes.getLong();
            long who = bytes.getLong();
            entries.add(new Entry(offset, micros, who >> 1, (who & 1) != 0));
        }
        return entries;
    }

    private MovedOutput open(long run, Stdio stdio) {
        return (MovedOutput) world.open("web", run, policy().make(), stdio);
    }

    private static LogWorld.PolicyOf policy() {
        return new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.empty());
    }

    /** As the kernel does it. */
    private void move(MovedOutput log, String text) {
        world.now = world.now.plusMillis(2);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OutputFile target = log.target(StdStream.STDOUT).orElseThrow();
        assertThat(target.write(
                        ByteBuffer.allocateDirect(bytes.length).put(bytes).flip()))
                .isEqualTo(bytes.length);
        log.moved(StdStream.STDOUT, bytes.length);
    }
}
