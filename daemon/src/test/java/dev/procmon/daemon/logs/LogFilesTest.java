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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

    private static final String LINE_OF_100 = "x".repeat(99) + "\n";

    @TempDir
    private Path directory;

    private Path file;
    private final List<LogReport> reports = new ArrayList<>();
    private final LogFiles files = new LogFiles(reports::add);

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("var/log/web.log");
    }

    @Test
    void bytesArriveAsTheyAre() throws IOException {
        OutputListener log = open(1_000, 2);
        byte[] bytes = {'a', 0, (byte) 0xFF, '\r', '\n', 27, '\n'};
        log.output(StdStream.STDOUT, ByteBuffer.wrap(bytes));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(reports).isEmpty();
    }

    @Test
    void fileAndDirectoriesAreNotForOthers() throws IOException {
        write(open(1_000, 2), "hello\n");
        assertThat(permissions(file)).isIn("rw-r-----", "rw-------");
        assertThat(permissions(file.getParent())).isIn("rwxr-x---", "rwx------");
        assertThat(permissions(file.getParent().getParent())).isIn("rwxr-x---", "rwx------");
    }

    @Test
    void nothingIsOpenedBeforeThereIsSomethingToWrite() {
        open(1_000, 2).ended(StdStream.STDOUT);
        assertThat(directory.resolve("var")).doesNotExist();
    }

    @Test
    void linesOfTwoStreamsAreNotMixed() throws IOException {
        OutputListener log = open(1_000, 2);
        write(log, StdStream.STDOUT, "out ");
        write(log, StdStream.STDERR, "err\n");
        write(log, StdStream.STDOUT, "put\nmo");
        write(log, StdStream.STDOUT, "re\n");
        assertThat(file).hasContent("err\nout put\nmore\n");
    }

    @Test
    void theLastLineNeedsNoLineFeedAndTheNextRunBeginsItsOwn() throws IOException {
        OutputListener first = open(1_000, 2);
        write(first, "last words");
        first.ended(StdStream.STDOUT);
        assertThat(Files.readString(file)).isEqualTo("last words");
        write(open(1_000, 2), "next run\n");
        assertThat(Files.readString(file)).isEqualTo("last words\nnext run\n");
    }

    @Test
    void aLineLeftUnfinishedByAnEarlierSupervisorIsNotContinued() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "torn");
        write(open(1_000, 2), "whole\n");
        assertThat(Files.readString(file)).isEqualTo("torn\nwhole\n");
    }

    @Test
    void aVeryLongLineIsNotHeldBackForEver() throws IOException {
        OutputListener log = open(100_000, 2);
        String beginning = "y".repeat(WholeLines.HELD_MAX + 1);
        write(log, beginning);
        assertThat(Files.size(file)).isEqualTo(WholeLines.HELD_MAX);
        write(log, "\n");
        assertThat(Files.readString(file)).isEqualTo(beginning + "\n");
    }

    @Test
    void itIsRotatedBeforeItGrowsBeyondItsSize() throws IOException {
        OutputListener log = open(1_000, 2);
        write(log, LINE_OF_100.repeat(10));
        assertThat(numbered(1)).doesNotExist();
        write(log, "one more\n");
        assertThat(Files.readString(numbered(1))).isEqualTo(LINE_OF_100.repeat(10));
        assertThat(Files.readString(file)).isEqualTo("one more\n");
    }

    @Test
    void asManyOlderFilesAreKeptAsWereAskedFor() throws IOException {
        OutputListener log = open(1_000, 2);
        for (int i = 0; i < 5; i++) {
            write(log, (i + "\n").repeat(500));
        }
        assertThat(Files.readString(file)).startsWith("4\n");
        assertThat(Files.readString(numbered(1))).startsWith("3\n");
        assertThat(Files.readString(numbered(2))).startsWith("2\n");
        assertThat(numbered(3)).doesNotExist();
    }

    @Test
    void keepingNoneBeginsAnew() throws IOException {
        OutputListener log = open(1_000, 0);
        write(log, LINE_OF_100.repeat(10));
        write(log, "new\n");
        assertThat(Files.readString(file)).isEqualTo("new\n");
        assertThat(numbered(1)).doesNotExist();
    }

    @Test
    void withoutASizeItIsNeverRotated() throws IOException {
        OutputListener log = files.open(policy(file, OptionalLong.empty(), 2));
        write(log, LINE_OF_100.repeat(1_000));
        assertThat(Files.size(file)).isEqualTo(100_000);
        assertThat(numbered(1)).doesNotExist();
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
            write(log, all.substring(at, end));
            at = end;
        }
        StringBuilder read = new StringBuilder();
        for (int i = 1_000; i >= 0; i--) {
            Path part = i == 0 ? file : numbered(i);
            if (Files.exists(part)) {
                String text = Files.readString(part);
                assertThat(text).as("seed %d, file %d", seed, i).endsWith("\n");
                assertThat(text.length()).isLessThanOrEqualTo(1_000);
                read.append(text);
            }
        }
        assertThat(read.toString()).isEqualTo(all.toString());
    }

    @Test
    void aLineLongerThanTheSizeGetsAFileOfItsOwn() throws IOException {
        OutputListener log = open(1_000, 3);
        String longLine = "l".repeat(5_000) + "\n";
        write(log, "before\n" + longLine + "after\n");
        assertThat(Files.readString(numbered(2))).isEqualTo("before\n");
        assertThat(Files.readString(numbered(1))).isEqualTo(longLine);
        assertThat(Files.readString(file)).isEqualTo("after\n");
    }

    @Test
    void whatCannotBeWrittenIsReportedOnceAndCountedAndItRecovers() throws IOException {
        Files.writeString(directory.resolve("var"), "in the way");
        OutputListener log = open(1_000, 2);
        write(log, "lost\n");
        write(log, "lost too\n");
        assertThat(reports).singleElement().isInstanceOf(LogReport.Unwritable.class);
        Files.delete(directory.resolve("var"));
        write(log, "kept\n");
        assertThat(Files.readString(file)).isEqualTo("kept\n");
        assertThat(reports).hasSize(2).last().isEqualTo(new LogReport.WritableAgain(file, 0, 14));
    }

    @Test
    void aDeviceIsNoLogFile() throws IOException {
        file = Path.of("/dev/full");
        write(open(1_000, 2), "lost\n");
        assertThat(reports)
                .singleElement()
                .isEqualTo(new LogReport.Unwritable(file, "not a regular file", LogPolicy.OnFull.WAIT));
    }

    @Test
    void aFileThatSomebodyDeletedIsMadeAgain() throws IOException {
        OutputListener log = open(1_000, 2);
        write(log, "one\n");
        Files.delete(file);
        Files.delete(file.getParent());
        write(log, "two\n");
        assertThat(Files.readString(file)).isEqualTo("two\n");
    }

    @Test
    void aFileThatSomebodyCutShortIsNotRotatedForWhatItHeldBefore() throws IOException {
        OutputListener log = open(1_000, 2);
        write(log, LINE_OF_100.repeat(9));
        Files.writeString(file, "");
        write(log, LINE_OF_100.repeat(9));
        assertThat(Files.size(file)).isEqualTo(900);
        assertThat(numbered(1)).doesNotExist();
    }

    @Test
    void whatCannotBeRotatedGoesOnGrowing() throws IOException {
        OutputListener log = open(1_000, 1);
        write(log, LINE_OF_100.repeat(10));
        Files.createDirectories(numbered(1).resolve("in the way"));
        write(log, "a\n");
        write(log, "b\n");
        assertThat(Files.size(file)).isEqualTo(1_004);
        assertThat(reports).singleElement().isInstanceOf(LogReport.Unrotatable.class);
    }

    @Test
    void twoProgramsWithOneFileShareIt() throws IOException {
        OutputListener a = open(1_000, 2);
        OutputListener b = open(1_000, 2);
        write(a, LINE_OF_100.repeat(5));
        write(b, LINE_OF_100.repeat(5));
        write(a, "a\n");
        write(b, "b\n");
        assertThat(Files.readString(file)).isEqualTo("a\nb\n");
        assertThat(numbered(2)).doesNotExist();
    }

    @Test
    void itCanBeWrittenAfterItWasClosed() throws IOException {
        OutputListener log = open(1_000, 2);
        write(log, "one\n");
        files.close();
        write(log, "two\n");
        assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
    }

    private OutputListener open(long rotateBytes, int keep) {
        return files.open(policy(file, OptionalLong.of(rotateBytes), keep));
    }

    private Path numbered(int number) {
        return file.resolveSibling("web.log." + number);
    }

    private static void write(OutputListener log, String text) {
        write(log, StdStream.STDOUT, text);
    }

    private static void write(OutputListener log, StdStream stream, String text) {
        log.output(stream, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static LogPolicy policy(Path file, OptionalLong rotateBytes, int keep) {
        LogPolicy standard = LogPolicy.STANDARD;
        return new LogPolicy(
                standard.mode(),
                Optional.of(file),
                Optional.empty(),
                rotateBytes,
                Optional.empty(),
                keep,
                Optional.empty(),
                OptionalLong.empty(),
                standard.compression(),
                standard.onFull(),
                standard.show(),
                List.of());
    }
}
