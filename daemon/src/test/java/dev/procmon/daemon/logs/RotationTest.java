// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.logs.SegmentName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a new file is begun, by whom, and what becomes of the older ones. */
class RotationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private Path file;
    private LogWorld world;

    @BeforeEach
    void begin() {
        world = new LogWorld(directory);
        file = world.standard("web");
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON"})
    void aLineThatAnEarlierSupervisorsRunHasLeftWithoutEndIsNotGoneOnWith(LogPolicy.Mode mode) throws IOException {
        Path file = directory.resolve("web.log");
        OutputListener first = world.open("web", 1, LogWorld.policy(mode, Optional.of(file)));
        world.write(first, "last wor");
        LogWorld.end(first);
        world.store.close();
        LogWorld next = new LogWorld(directory);
        next.now = world.now;
        OutputListener second = next.open("web", 1, LogWorld.policy(mode, Optional.of(file)));
        next.write(second, "hello\n");
        assertThat(LogWorld.read(mode, file, "web")).isEqualTo("last wor\nhello\n");
        LogWorld.end(second);
        next.write(second, "bye\n");
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void aLineThatARunHasLeftWithoutEndStaysWithoutOne() throws IOException {
        Path file = directory.resolve("web.log");
        for (int run = 1; run <= 3; run++) {
            OutputListener log = world.open("web", run, LogWorld.lines(Optional.of(file)));
            world.write(log, "last wor");
            LogWorld.end(log);
        }
        assertThat(LogWorld.lines(file))
                .containsExactly("stdout P:1:web last wor", "stdout P:2:web last wor", "stdout P:3:web last wor");
    }

    @Test
    void eachSegmentOfRawLinesHasTimesOfItsOwn() throws IOException {
        Path file = directory.resolve("web.log");
        LogPolicy policy = new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.of(file))
                .rotate(10_000)
                .make();
        OutputListener log = world.open("web", 1, policy);
        world.write(log, ("x".repeat(99) + "\n").repeat(1_000));
        long last = 0;
        for (Path each : LogWorld.segments(file)) {
            Path index = each.resolveSibling("." + each.getFileName() + ".index");
            ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(index)).position(8);
            while (entries.hasRemaining()) {
                long micros = entries.getLong(entries.position() + 16);
                assertThat(micros).isGreaterThan(last);
                last = micros;
                entries.position(entries.position() + 32);
            }
        }
        assertThat(LogWorld.segments(file)).hasSize(9);
    }

    @Test
    void linesAreRotatedBeforeTheFileGrowsBeyondItsSize() throws IOException {
        OutputListener log = open(policy().rotate(1_000));
        for (int i = 0; i < 100; i++) {
            world.write(log, ("line " + i + "\n").repeat(1 + i % 40));
        }
        assertThat(LogWorld.segments(file)).hasSizeGreaterThan(50);
        for (Path each : LogWorld.segments(file)) {
            assertThat(Files.size(each)).isBetween(900L, 1_000L);
        }
    }

    @Test
    void anOlderFileHasTheTimeOfItsRotationInItsName() throws IOException {
        OutputListener log = open(policy().rotate(1_000));
        world.write(log, "x".repeat(900) + "\n");
        world.write(log, "x".repeat(900) + "\n");
        assertThat(LogWorld.segments(file)).containsExactly(file.resolveSibling("web.log.20261201T030512.004001Z"));
    }

    @Test
    void aNameThatIsTakenIsNeverOverwritten() throws IOException {
        Path taken = file.resolveSibling("web.log.20261201T030512.004001Z");
        Files.writeString(taken, "older\n");
        OutputListener log = open(policy().rotate(1_000));
        world.write(log, "x".repeat(900) + "\n");
        world.write(log, "x".repeat(900) + "\n");
        assertThat(taken).hasContent("older\n");
        assertThat(LogWorld.segments(file)).hasSize(2);
    }

    @Test
    void itIsRotatedAtMidnightOfTheHost() throws IOException {
        world = new LogWorld(directory, ZoneId.of("Europe/Berlin"));
        OutputListener log = open(policy().rotateEvery(Duration.ofDays(1)));
        world.write(log, "before midnight\n");
        world.now = Instant.parse("2026-12-01T22:59:59.999Z");
        world.write(log, "after midnight\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1 before midnight", "stdout F:1 after midnight");
        assertThat(LogWorld.lines(LogWorld.segments(file).getFirst())).containsExactly("stdout F:1 before midnight");
    }

    @Test
    void anIdleFileIsRotatedInTime() throws IOException {
        OutputListener log = open(policy().rotateEvery(HOUR));
        world.write(log, "a\n");
        world.pass(Duration.ofMinutes(54));
        assertThat(LogWorld.segments(file)).isEmpty();
        world.pass(Duration.ofMinutes(1));
        assertThat(LogWorld.segments(file)).hasSize(1);
        world.pass(HOUR);
        world.pass(HOUR);
        assertThat(LogWorld.segments(file)).hasSize(1);
        world.write(log, "b\n");
        world.pass(HOUR);
        assertThat(LogWorld.segments(file)).hasSize(2);
    }

    @Test
    void whatAnEarlierSupervisorWroteYesterdayIsRotatedFirst() throws IOException {
        Files.writeString(file, "2026-11-30T10:00:00.000000Z stdout F:1 yesterday\n");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.parse("2026-11-30T10:00:00Z")));
        world.write(open(policy().rotateEvery(Duration.ofDays(1))), "today\n");
        assertThat(LogWorld.lines(LogWorld.segments(file).getFirst())).containsExactly("stdout F:1 yesterday");
    }

    @Test
    void itIsRotatedOnDemandIfThereIsSomethingInIt() throws IOException {
        OutputListener log = open(policy());
        world.write(log, "one\n");
        var done = world.store.rotate("web"::equals);
        var others = world.store.rotate("db"::equals);
        assertThat(done).isNotDone();
        world.pass(Duration.ZERO);
        assertThat(done).isCompleted();
        assertThat(others).isCompleted();
        var _ = world.store.rotate(_ -> true);
        world.pass(Duration.ZERO);
        world.write(log, "two\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
        assertThat(file).content().endsWith("F:1 two\n");
    }

    @Test
    void aLineThatWasBegunInARawFileIsEndedBeforeItIsRotatedOnDemand() throws IOException {
        OutputListener log = open(new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.empty()));
        String begun = "x".repeat(StreamWriter.LIMIT + 1);
        world.write(log, begun);
        var _ = world.store.rotate(_ -> true);
        world.pass(Duration.ZERO);
        assertThat(LogWorld.segments(file)).isEmpty();
        world.write(log, "y\nnext\n");
        assertThat(LogWorld.segments(file)).singleElement().satisfies(older -> assertThat(older)
                .hasContent(begun + "y\n"));
        assertThat(file).hasContent("next\n");
    }

    /** L6, L14: logrotate with create. */
    @Test
    void aFileThatIsMovedAwayIsBegunAnewWithTheNextLine() throws IOException {
        OutputListener log = open(policy());
        world.write(log, "one\n");
        Files.move(file, file.resolveSibling("web.log.1"));
        world.write(log, "two\n");
        Files.move(file, file.resolveSibling("web.log.1"), StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(file);
        world.write(log, "three\n");
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1 three");
        assertThat(file.resolveSibling("web.log.1")).content().endsWith("two\n");
    }

    @Test
    void aFileThatIsMovedAwayIsReopenedOnDemand() throws IOException {
        OutputListener log = open(policy());
        world.write(log, "one\n");
        Files.move(file, file.resolveSibling("web.log.1"));
        var done = world.store.reopen("web"::equals);
        world.pass(Duration.ZERO);
        assertThat(done).isCompleted();
        log.output(StdStream.STDOUT, java.nio.ByteBuffer.wrap("two\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1 two");
    }

    /** L15: logrotate with copytruncate, or a command that empties the file. */
    @Test
    void aFileThatIsEmptiedGoesOnAtItsBeginning() throws IOException {
        OutputListener log = open(policy());
        world.write(log, "one\n");
        Files.write(file, new byte[0]);
        world.write(log, "two\n");
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1 two");
        assertThat(Files.readAllBytes(file)[0]).isEqualTo((byte) '2');
    }

    /** L6. */
    @Test
    void aDirectoryThatIsGoneIsMadeAgain() throws IOException {
        OutputListener log = open(policy());
        world.write(log, "one\n");
        Files.delete(file);
        Files.delete(file.getParent());
        world.write(log, "two\n");
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1 two");
        assertThat(world.reports).isEmpty();
    }

    /** L7: settings that change while programs write. */
    @Test
    void newSettingsOfALaterRunCountForTheFileAtOnce() throws IOException {
        OutputListener old = open(policy().rotate(1_000_000));
        world.write(old, "x".repeat(2_000) + "\n");
        OutputListener fresh = world.open("web", 2, policy().rotate(1_000).make());
        world.write(old, "old\n");
        world.write(fresh, "new\n");
        world.write(old, "still\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
        assertThat(Files.readString(file).lines().map(line -> line.substring(28)))
                .containsExactly("stdout F:1 old", "stdout F:2 new", "stdout F:1 still");
    }

    @Test
    void newSettingsCountForTheFileOfTheRunThatGoesOn() throws IOException {
        OutputListener log = open(policy());
        world.write(log, "x".repeat(2_000) + "\n");
        world.store.apply(new ProgramName("web"), policy().rotate(1_000).make());
        world.write(log, "new\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
        world.store.apply(new ProgramName("web"), policy().keep(0).make());
        world.pass(Duration.ZERO);
        assertThat(LogWorld.segments(file)).isEmpty();
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1 new");
    }

    @Test
    void aShorterTimeCountsForAnIdleFileAtOnce() throws IOException {
        OutputListener log = open(policy().rotateEvery(Duration.ofHours(12)));
        world.write(log, "old\n");
        world.store.apply(
                new ProgramName("web"),
                policy().rotateEvery(Duration.ofMinutes(15)).make());
        world.pass(Duration.ZERO);
        world.pass(Duration.ofMinutes(15));
        assertThat(LogWorld.segments(file)).hasSize(1);
        world.pass(Duration.ofHours(24));
        assertThat(LogWorld.segments(file)).hasSize(1);
    }

    @Test
    void anotherFormatBeginsAnotherFile() throws IOException {
        world.write(open(policy()), "one\n");
        world.write(open(new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.empty())), "two\n");
        assertThat(file).hasContent("two\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
    }

    @Test
    void anotherFormatThanThatOfAnEarlierSupervisorBeginsAnotherFile() throws IOException {
        List<LogPolicy.Mode> modes = List.of(LogPolicy.Mode.LINES, LogPolicy.Mode.RAW, LogPolicy.Mode.JSON);
        for (LogPolicy.Mode before : modes) {
            for (LogPolicy.Mode after : modes) {
                Path other = directory.resolve(before + "-" + after).resolve("web.log");
                world.write(world.open("web", 1, LogWorld.policy(before, Optional.of(other))), "a\n");
                world.store.close();
                world = new LogWorld(directory);
                world.write(world.open("web", 1, LogWorld.policy(after, Optional.of(other))), "b\n");
                assertThat(LogWorld.segments(other))
                        .hasSize(before == after ? 0 : 1)
                        .allMatch(each -> each.toString().contains("web.log.20261201T030512."));
            }
        }
    }

    @Test
    void indexOfARawFileThatIsGoneDoesNotStayBesideTheNextOne() throws IOException {
        world.write(world.open("web", 1, LogWorld.raw(file)), "a\n");
        Files.delete(file);
        world.write(world.open("web", 2, LogWorld.lines(Optional.of(file))), "b\n");
        assertThat(file).exists();
        assertThat(SegmentName.index(file)).doesNotExist();
    }

    @Test
    void theOldestGoWhenTheyAreTooManyAndWhatOthersLeftStays() throws IOException {
        Path foreign = Files.writeString(file.resolveSibling("web.log.1"), "of logrotate\n");
        OutputListener log = open(policy().rotate(1_000).keep(3));
        for (int i = 0; i < 10; i++) {
            world.write(log, i + "x".repeat(900) + "\n");
        }
        assertThat(LogWorld.segments(file)).hasSize(3);
        assertThat(LogWorld.lines(LogWorld.segments(file).getFirst()).getFirst())
                .startsWith("stdout F:1 6x");
        assertThat(foreign).exists();
    }

    @Test
    void theOldestGoWhenTheyAreTooLargeTogether() throws IOException {
        OutputListener log = open(policy().rotate(1_000).keepTotal(2_500));
        for (int i = 0; i < 10; i++) {
            world.write(log, "x".repeat(900) + "\n");
        }
        assertThat(LogWorld.segments(file)).hasSize(2);
    }

    @Test
    void anOldOneGoesWhenItIsTooOldThoughNothingIsWritten() throws IOException {
        OutputListener log = open(policy().rotate(1_000).keepFor(HOUR.multipliedBy(2)));
        world.write(log, "x".repeat(900) + "\n");
        world.write(log, "x".repeat(900) + "\n");
        world.pass(HOUR);
        assertThat(LogWorld.segments(file)).hasSize(1);
        world.pass(HOUR);
        world.pass(HOUR);
        assertThat(LogWorld.segments(file)).isEmpty();
        assertThat(file).exists();
    }

    /** A host that came up with a clock ahead: segments of the future would fill the places of those that are written now. */
    @Test
    void afterTheClockWasSetBackSegmentsOfTheFutureAreTheOldest() throws IOException {
        writeAYearAhead(policy().rotate(1_000).keep(3), "future");
        OutputListener log = open(policy().rotate(1_000).keep(3));
        for (int i = 0; i < 6; i++) {
            world.write(log, i + "x".repeat(900) + "\n");
        }
        assertThat(LogWorld.segments(file)).hasSize(3).allMatch(each -> each.toString()
                .contains(".2026"));
        assertThat(LogWorld.lines(file).getFirst()).startsWith("stdout F:1 2x");
    }

    @Test
    void afterTheClockWasSetBackSegmentsOfTheFutureGoFirstWhenAllAreTooLarge() throws IOException {
        writeAYearAhead(policy().rotate(1_000).keepTotal(2_500), "future");
        OutputListener log = open(policy().rotate(1_000).keepTotal(2_500));
        for (int i = 0; i < 6; i++) {
            world.write(log, i + "x".repeat(900) + "\n");
        }
        assertThat(LogWorld.segments(file)).hasSize(2).allMatch(each -> each.toString()
                .contains(".2026"));
    }

    @Test
    void aSegmentOfTheFutureIsAsOldAsItsLastChange() throws IOException {
        Path old = ofTheFuture("20271201T030512.000000Z", world.now.minus(HOUR.multipliedBy(3)));
        Path young = ofTheFuture("20271201T030513.000000Z", world.now.minus(HOUR));
        world.write(open(policy().keepFor(HOUR.multipliedBy(2))), "a\n");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void aSegmentThatWasChangedInTheFutureTooGrowsOldFromNowOn() throws IOException {
        Path segment = ofTheFuture("20271201T030512.000000Z", Instant.parse("2027-12-01T03:05:12Z"));
        world.write(open(policy().keepFor(HOUR.multipliedBy(2))), "a\n");
        world.pass(HOUR);
        assertThat(segment).exists();
        world.pass(HOUR);
        world.pass(HOUR);
        assertThat(segment).doesNotExist();
    }

    @Test
    void whatIsAFewSecondsAheadIsNoSegmentOfTheFuture() throws IOException {
        Path newest = ofTheFuture("20261201T030521.000000Z", world.now);
        Path older = ofTheFuture("20261201T030511.000000Z", world.now);
        world.write(open(policy().keep(1).keepFor(HOUR)), "a\n");
        assertThat(older).doesNotExist();
        assertThat(newest).exists();
    }

    @Test
    void afterTheClockWasSetBackAFileIsRotatedInTime() throws IOException {
        world.now = world.now.plus(Duration.ofDays(365));
        OutputListener log = open(policy().rotateEvery(Duration.ofDays(1)));
        world.write(log, "future\n");
        world.now = world.now.minus(Duration.ofDays(365));
        for (int i = 0; i < 5 * 24; i++) {
            world.write(log, "present\n");
            world.pass(HOUR);
        }
        assertThat(LogWorld.segments(file)).hasSize(5);
    }

    @Test
    void afterTheClockWasSetBackByLessThanTheTimeAFileIsRotatedWhenThatIsOver() throws IOException {
        OutputListener log = open(policy().rotateEvery(Duration.ofHours(6)));
        world.now = Instant.parse("2026-12-01T07:00:00Z");
        world.write(log, "after six\n");
        world.now = Instant.parse("2026-12-01T05:00:00Z");
        world.write(log, "before six\n");
        world.pass(HOUR);
        assertThat(LogWorld.segments(file)).hasSize(1);
    }

    /** Return a segment that was closed later than now, as its name says. */
    private Path ofTheFuture(String time, Instant changed) throws IOException {
        Files.createDirectories(file.getParent());
        Path segment = Files.writeString(file.resolveSibling("web.log." + time), "an older line\n");
        return Files.setLastModifiedTime(segment, java.nio.file.attribute.FileTime.from(changed));
    }

    /** Write four files while the clock is ahead; then it is set back. */
    private void writeAYearAhead(LogWorld.PolicyOf policy, String what) throws IOException {
        world.now = world.now.plus(Duration.ofDays(365));
        OutputListener log = open(policy);
        for (int i = 0; i < 5; i++) {
            world.write(log, what + "x".repeat(900) + "\n");
        }
        LogWorld.end(log);
        world.now = world.now.minus(Duration.ofDays(365));
        assertThat(LogWorld.segments(file)).hasSizeGreaterThan(1).allMatch(each -> each.toString()
                .contains(".2027"));
    }

    @Test
    void olderFilesAreCompressedWithTheirIndexBesideThem() throws IOException {
        OutputListener log = open(policy().rotate(1_000).keep(2).compressed(LogPolicy.Compression.GZIP));
        for (int i = 0; i < 4; i++) {
            world.write(log, i + "x".repeat(900) + "\n");
        }
        assertThat(LogWorld.segments(file)).isEmpty();
        List<Path> packed = ending(".gz");
        assertThat(packed).hasSize(2);
        assertThat(unpacked(packed.getFirst())).contains("stdout F:1 1xxx");
        assertThat(ending(".index")).hasSize(2).allMatch(path -> path.toString().endsWith("Z.gz.index"));
        assertThat(world.reports).isEmpty();
    }

    @Test
    void whatACrashLeftIsRemovedAndCompressedWhenTheFileIsOpened() throws IOException {
        Path half = Files.writeString(file.resolveSibling(".web.log.20261130T030512.000000Z.gz.tmp"), "half");
        Files.writeString(
                file.resolveSibling("web.log.20261130T030512.000000Z"), "2026-11-30T03:05:11.000000Z stdout F:1 old\n");
        world.write(open(policy().compressed(LogPolicy.Compression.GZIP)), "new\n");
        assertThat(half).doesNotExist();
        assertThat(ending(".gz")).hasSize(1);
        assertThat(unpacked(ending(".gz").getFirst())).contains("F:1 old");
    }

    @Test
    void whatCannotBeTidiedUpIsToldOnce() throws IOException {
        Files.createDirectories(file.resolveSibling("web.log.20261130T030512.000000Z/in the way"));
        OutputListener log = open(policy().rotate(1_000).keep(1));
        for (int i = 0; i < 5; i++) {
            world.write(log, "x".repeat(900) + "\n");
            world.pass(Duration.ZERO);
        }
        assertThat(world.reports).singleElement().isInstanceOf(LogReport.Untidy.class);
    }

    @Test
    void whichProgramWritesWhichFileIsWrittenDownWithWhatIsStillThereOfOthers() throws IOException {
        Path sources = directory.resolve("log-sources.json");
        world.write(world.open("gone", 1, policy().make()), "a\n");
        world.write(world.open("deleted", 1, policy().make()), "a\n");
        Files.delete(world.standard("deleted"));
        LogWorld later = new LogWorld(directory);
        later.write(later.open("web", 1, policy().make()), "a\n");
        assertThat(later.store.sources(_ -> true))
                .extracting(source -> source.program())
                .containsExactly("gone", "web");
        assertThat(Files.readString(sources))
                .contains("\"web\"", "\"gone\"", "\"lines\"")
                .doesNotContain("deleted");
    }

    @Test
    void aFileThatNobodyWritesToIsNotKeptOpen() throws IOException {
        long before = descriptors();
        for (int i = 0; i < 20; i++) {
            OutputListener log = world.open("p" + i, 1, policy().make());
            world.write(log, "a\n");
            LogWorld.end(log);
        }
        assertThat(descriptors()).isLessThan(before + 10);
    }

    @Test
    void theNameOfAProgramIsMadeOneOfAFile() throws IOException {
        world.write(world.open("../a b/%:0", 1, policy().make()), "a\n");
        assertThat(file.resolveSibling("%2E.%2Fa%20b%2F%25:0.log")).exists();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private List<Path> ending(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static String unpacked(Path packed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            in.transferTo(out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private OutputListener open(LogWorld.PolicyOf policy) {
        return world.open("web", 1, policy.make());
    }

    private static LogWorld.PolicyOf policy() {
        return new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.empty());
    }
}
