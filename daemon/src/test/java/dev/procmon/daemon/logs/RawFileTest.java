// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that is kept as it was written. */
class RawFileTest {

    private static final String LINE_OF_100 = "x".repeat(99) + "\n";

    @TempDir
    private Path directory;

    private Path file;
    private LogWorld world;
    private long runs;

    @BeforeEach
    void begin() {
        file = directory.resolve("var/log/web.log");
        world = new LogWorld(directory);
    }

    @Test
    void bytesArriveAsTheyAre() throws IOException {
        OutputListener log = open(1_000, 2);
        byte[] bytes = {'a', 0, (byte) 0xFF, '\r', '\n', 27, '\n'};
        world.write(log, StdStream.STDOUT, bytes);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(world.reports).isEmpty();
    }

    @Test
    void bytesOfAnyBufferArriveAsTheyAre() throws IOException {
        byte[] bytes = LINE_OF_100.repeat(5_000).getBytes(StandardCharsets.UTF_8);
        open(1_000_000, 2).output(StdStream.STDOUT, ByteBuffer.wrap(bytes));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void fileAndDirectoriesAreNotForOthers() throws IOException {
        world.write(open(1_000, 2), "hello\n");
        assertThat(permissions(file)).isIn("rw-r-----", "rw-------");
        assertThat(permissions(file.getParent())).isIn("rwxr-x---", "rwx------");
        assertThat(permissions(file.getParent().getParent())).isIn("rwxr-x---", "rwx------");
    }

    @Test
    void nothingIsOpenedBeforeThereIsSomethingToWrite() {
        LogWorld.end(open(1_000, 2));
        assertThat(directory.resolve("var")).doesNotExist();
    }

    @Test
    void linesOfTwoStreamsAreNotMixed() throws IOException {
        OutputListener log = open(1_000, 2);
        world.write(log, StdStream.STDOUT, "out ");
        world.write(log, StdStream.STDERR, "err\n");
        world.write(log, StdStream.STDOUT, "put\nmo");
        world.write(log, StdStream.STDOUT, "re\n");
        assertThat(file).hasContent("err\nout put\nmore\n");
    }

    @Test
    void theLastLineNeedsNoLineFeedAndTheNextRunBeginsItsOwn() throws IOException {
        OutputListener first = open(1_000, 2);
        world.write(first, "last words");
        LogWorld.end(first);
        assertThat(Files.readString(file)).isEqualTo("last words");
        world.write(open(1_000, 2), "next run\n");
        assertThat(Files.readString(file)).isEqualTo("last words\nnext run\n");
    }

    @Test
    void whoWritesBesideARunThatEndsWithinALineBeginsItsOwn() throws IOException {
        OutputListener first = open(1_000, 2);
        OutputListener second = open(1_000, 2);
        world.write(second, "second\n");
        world.write(first, "last words");
        LogWorld.end(first);
        world.write(second, "goes on\n");
        assertThat(Files.readString(file)).isEqualTo("second\nlast words\ngoes on\n");
    }

    @Test
    void aLineLeftUnfinishedByAnEarlierSupervisorIsNotContinued() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "torn");
        world.write(open(1_000, 2), "whole\n");
        assertThat(Files.readString(file)).isEqualTo("torn\nwhole\n");
    }

    @Test
    void aVeryLongLineIsNotHeldBackForEver() throws IOException {
        OutputListener log = open(100_000, 2);
        String beginning = "y".repeat(StreamWriter.LIMIT + 1);
        world.write(log, beginning);
        assertThat(Files.size(file)).isEqualTo(StreamWriter.LIMIT);
        world.write(log, "\n");
        assertThat(Files.readString(file)).isEqualTo(beginning + "\n");
    }

    /** L12: a line of 1 MiB. */
    @Test
    void aVeryLongLineIsNotTornByTheLinesOfAnother() throws IOException {
        OutputListener first = open(10_000_000, 2);
        OutputListener second = open(10_000_000, 2);
        String part = "y".repeat(1 << 16);
        for (int i = 0; i < 16; i++) {
            world.write(first, part);
            world.write(second, "short " + i + "\n");
        }
        assertThat(Files.readString(file)).doesNotContain("short");
        world.write(first, "\n");
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            others.append("short ").append(i).append('\n');
        }
        assertThat(Files.readString(file)).isEqualTo(part.repeat(16) + "\n" + others);
    }

    @Test
    void whoWaitsForTheEndOfALineOfAnotherDoesSoForOneLimitOnly() throws IOException {
        OutputListener first = open(10_000_000, 2);
        OutputListener second = open(10_000_000, 2);
        world.write(first, "y".repeat(StreamWriter.LIMIT + 1));
        String much = LINE_OF_100.repeat(200);
        world.write(second, much);
        assertThat(Files.readString(file)).startsWith("y".repeat(StreamWriter.LIMIT) + "\n" + LINE_OF_100);
        LogWorld.end(second);
        LogWorld.end(first);
        assertThat(Files.readString(file)).isEqualTo("y".repeat(StreamWriter.LIMIT) + "\n" + much + "y");
    }

    @Test
    void itIsRotatedBeforeItGrowsBeyondItsSize() throws IOException {
        OutputListener log = open(1_000, 2);
        world.write(log, LINE_OF_100.repeat(10));
        assertThat(LogWorld.segments(file)).isEmpty();
        world.write(log, "one more\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
        assertThat(Files.readString(LogWorld.segments(file).getFirst())).isEqualTo(LINE_OF_100.repeat(10));
        assertThat(Files.readString(file)).isEqualTo("one more\n");
    }

    @Test
    void asManyOlderFilesAreKeptAsWereAskedFor() throws IOException {
        OutputListener log = open(1_000, 2);
        for (int i = 0; i < 5; i++) {
            world.write(log, (i + "\n").repeat(500));
        }
        assertThat(Files.readString(file)).startsWith("4\n");
        List<Path> older = LogWorld.segments(file);
        assertThat(older).hasSize(2);
        assertThat(Files.readString(older.get(0))).startsWith("2\n");
        assertThat(Files.readString(older.get(1))).startsWith("3\n");
    }

    @Test
    void keepingNoneBeginsAnew() throws IOException {
        OutputListener log = open(1_000, 0);
        world.write(log, LINE_OF_100.repeat(10));
        world.write(log, "new\n");
        assertThat(Files.readString(file)).isEqualTo("new\n");
        assertThat(LogWorld.segments(file)).isEmpty();
    }

    @Test
    void withoutASizeItIsNeverRotated() throws IOException {
        OutputListener log = world.open("web", 1, LogWorld.raw(file));
        world.write(log, LINE_OF_100.repeat(1_000));
        assertThat(Files.size(file)).isEqualTo(100_000);
        assertThat(LogWorld.segments(file)).isEmpty();
    }

    @Test
    void rotationCutsNoLineWhateverTheChunks() throws IOException {
        long seed = 20_260_101;
        Random random = new Random(seed);
        OutputListener log = open(1_000, 1_000);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            all.append(i).append(' ').append("z".repeat(random.nextInt(300))).append('\n');
        }
        for (int at = 0; at < all.length(); ) {
            int end = Math.min(all.length(), at + 1 + random.nextInt(2_500));
            world.write(log, all.substring(at, end));
            at = end;
        }
        for (Path each : LogWorld.segments(file)) {
            String text = Files.readString(each);
            assertThat(text).as("seed %d, file %s", seed, each).endsWith("\n");
            assertThat(text.length()).isLessThanOrEqualTo(1_000);
        }
        assertThat(LogWorld.text(file)).isEqualTo(all.toString());
    }

    @Test
    void aLineLongerThanTheSizeGetsAFileOfItsOwn() throws IOException {
        OutputListener log = open(1_000, 3);
        String longLine = "l".repeat(5_000) + "\n";
        world.write(log, "before\n" + longLine + "after\n");
        List<Path> older = LogWorld.segments(file);
        assertThat(Files.readString(older.get(0))).isEqualTo("before\n");
        assertThat(Files.readString(older.get(1))).isEqualTo(longLine);
        assertThat(Files.readString(file)).isEqualTo("after\n");
    }

    @Test
    void whatCannotBeWrittenIsReportedOnceAndWrittenWhenItCanBe() throws IOException {
        Files.writeString(directory.resolve("var"), "in the way");
        OutputListener log = open(1_000, 2);
        world.write(log, "kept\n");
        world.write(log, "kept too\n");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.reports).singleElement().isInstanceOf(LogReport.Unwritable.class);
        assertThat(world.state("web").heldBytes()).isEqualTo(14);
        Files.delete(directory.resolve("var"));
        world.write(log, "and this\n");
        world.pass(Duration.ofSeconds(1));
        assertThat(Files.readString(file)).isEqualTo("kept\nkept too\nand this\n");
        assertThat(world.reports).hasSize(2).last().isEqualTo(new LogReport.WritableAgain(file, 0, 0));
        assertThat(world.state("web").heldBytes()).isZero();
    }

    @Test
    void aDeviceIsNoLogFile() {
        file = Path.of("/dev/full");
        world.write(open(1_000, 2), "held\n");
        assertThat(world.reports)
                .singleElement()
                .isEqualTo(new LogReport.Unwritable(file, "not a regular file", LogPolicy.OnFull.WAIT));
    }

    /** L6. */
    @Test
    void aFileThatSomebodyDeletedIsMadeAgain() throws IOException {
        OutputListener log = open(1_000, 2);
        world.write(log, "one\n");
        Files.delete(file);
        Files.deleteIfExists(file.resolveSibling(".web.log.index"));
        Files.delete(file.getParent());
        world.write(log, "two\n");
        assertThat(Files.readString(file)).isEqualTo("two\n");
        assertThat(world.reports).isEmpty();
    }

    /** L6: rotation goes on after it as well. */
    @Test
    void aFileThatSomebodyDeletedIsRotatedAsEver() throws IOException {
        OutputListener log = open(1_000, 2);
        world.write(log, LINE_OF_100.repeat(9));
        Files.delete(file);
        world.write(log, LINE_OF_100.repeat(9));
        world.write(log, LINE_OF_100.repeat(2));
        assertThat(LogWorld.segments(file)).hasSize(1);
        assertThat(LogWorld.text(file)).isEqualTo(LINE_OF_100.repeat(11));
    }

    /** L15. */
    @Test
    void aFileThatSomebodyCutShortIsNotRotatedForWhatItHeldBefore() throws IOException {
        OutputListener log = open(1_000, 2);
        world.write(log, LINE_OF_100.repeat(9));
        Files.writeString(file, "");
        world.write(log, LINE_OF_100.repeat(9));
        assertThat(Files.size(file)).isEqualTo(900);
        assertThat(LogWorld.segments(file)).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(LINE_OF_100.repeat(9));
    }

    @Test
    void whatCannotBeRotatedGoesOnGrowing() throws IOException {
        String name = "w".repeat(240);
        file = file.resolveSibling(name);
        OutputListener log = open(1_000, 1);
        world.write(log, LINE_OF_100.repeat(10));
        world.write(log, "a\n");
        world.write(log, "b\n");
        world.pass(Duration.ofSeconds(1));
        world.write(log, "c\n");
        assertThat(Files.size(file)).isEqualTo(1_006);
        assertThat(world.reports).singleElement().isInstanceOf(LogReport.Unrotatable.class);
    }

    /** L14. */
    @Test
    void twoProgramsWithOneFileShareIt() throws IOException {
        LogPolicy policy = policy(1_000, 2);
        OutputListener a = world.open("a", 1, policy);
        OutputListener b = world.open("b", 2, policy);
        world.write(a, LINE_OF_100.repeat(5));
        world.write(b, LINE_OF_100.repeat(5));
        world.write(a, "a\n");
        world.write(b, "b\n");
        assertThat(Files.readString(file)).isEqualTo("a\nb\n");
        assertThat(LogWorld.segments(file)).hasSize(1);
    }

    @Test
    void itCanBeWrittenAfterItWasClosed() throws IOException {
        OutputListener log = open(1_000, 2);
        world.write(log, "one\n");
        world.store.close();
        world.write(log, "two\n");
        assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
    }

    private OutputListener open(long rotateBytes, int keep) {
        runs++;
        return world.open("web", runs, policy(rotateBytes, keep));
    }

    private LogPolicy policy(long rotateBytes, int keep) {
        return new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.of(file))
                .rotate(rotateBytes)
                .keep(keep)
                .make();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
