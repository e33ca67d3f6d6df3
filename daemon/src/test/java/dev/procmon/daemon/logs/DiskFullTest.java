// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.reactor.OutputListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file system that is really full, in the midst of a line (L13). Needs root to mount one. */
class DiskFullTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private Path small;
    private Path filler;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(directory.resolve("small"));
        filler = small.resolve("filler");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "procmon-test", small.toString()) == 0,
                "this test needs to mount a file system");
        Files.write(filler, new byte[150_000]);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", small.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON", "RAW"})
    void isNoReasonToLoseOrTearALine(LogPolicy.Mode mode) throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.policy(mode, Optional.of(file)));
        StringBuilder all = new StringBuilder();
        Random random = new Random(5);
        int seconds = 0;
        while (all.length() < 130_000) {
            String text = (all.length() + "x".repeat(random.nextInt(300)) + "\n").repeat(1 + random.nextInt(20));
            all.append(text);
            world.write(log, text);
            if (seconds < 3 && world.state("web").trouble().isPresent()) {
                world.pass(SECOND);
                seconds++;
            }
        }
        assertThat(world.reports)
                .containsExactly(
                        new LogReport.Unwritable(file, "ENOSPC (no space left on device)", LogPolicy.OnFull.WAIT));
        assertThat(log.isReady()).isTrue();
        Files.delete(filler);
        world.pass(SECOND);
        assertThat(world.reports).last().isEqualTo(new LogReport.WritableAgain(file, 0, 0));
        assertThat(LogWorld.read(mode, file, "web")).isEqualTo(all.toString());
    }

    @Test
    void theLineThatIsInTheFileToAPartIsNotAmongThoseThatAreDropped() throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        LogPolicy policy = new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(file))
                .dropOldest()
                .make();
        OutputListener log = world.open("web", 1, policy);
        String all = ("x".repeat(999) + "\n").repeat(1_500);
        world.write(log, all);
        assertThat(Files.size(file) % (999 + 1 + 42)).isPositive();
        run("mount", "-o", "remount,size=8m", small.toString());
        world.pass(SECOND);
        ReadBack back = ReadBack.of(file);
        LogState state = world.state("web");
        assertThat(back.bytes("web 1 stdout")).hasSize((int) (all.length() - state.lostBytes()));
        assertThat(state.lostBytes()).isEqualTo(1_000 * state.lostLines()).isPositive();
        assertThat(back.notices)
                .singleElement()
                .asString()
                .startsWith(
                        "procmon: " + state.lostLines() + " lines (" + state.lostBytes() + " bytes) were lost here");
        assertThat(world.state("web").heldBytes()).isZero();
    }

    @Test
    void aFileThatIsDeletedWhileTheDiskIsFullGetsTheTornLineAgain() throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.of(file)));
        world.write(log, ("x".repeat(999) + "\n").repeat(200));
        long inFile = Files.size(file) / (999 + 1 + 41);
        Files.delete(file);
        world.pass(SECOND);
        String left = new String(ReadBack.of(file).bytes("web 1 stdout"), StandardCharsets.UTF_8);
        assertThat(left.lines()).hasSize((int) (200 - inFile)).allMatch("x".repeat(999)::equals);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON", "RAW"})
    void aFileThatIsMovedAwayWhileTheDiskIsFullIsNotLeftWithinALine(LogPolicy.Mode mode) throws IOException {
        Path file = small.resolve("web.log");
        Path moved = small.resolve("web.log.1");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.policy(mode, Optional.of(file)));
        String all = ("x".repeat(899) + "\n").repeat(200);
        world.write(log, all);
        Files.move(file, moved);
        world.pass(SECOND);
        assertThat(file).doesNotExist();
        CompletableFuture<List<LogFailure>> reopened = world.store.reopen(program -> true);
        Files.delete(filler);
        world.pass(SECOND);
        assertThat(reopened).isCompleted();
        assertThat(Files.readString(moved)).endsWith("\n");
        assertThat(LogWorld.read(mode, moved, "web") + LogWorld.read(mode, file, "web"))
                .isEqualTo(all);
    }

    @Test
    void aLongRawLineIsNotLeftInAFileThatIsMovedAway() throws IOException {
        Path file = small.resolve("web.log");
        Path moved = small.resolve("web.log.1");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.raw(file));
        for (int i = 0; i < 4; i++) {
            world.write(log, "a".repeat(40_000));
        }
        world.write(log, "END\n");
        Files.move(file, moved);
        world.pass(SECOND);
        Files.delete(filler);
        world.pass(SECOND);
        world.write(log, "next\n");
        assertThat(moved).hasContent("a".repeat(160_000) + "END\n");
        assertThat(file).hasContent("next\n");
    }

    @Test
    void aPathThatLeadsToAnotherDiskNowIsWrittenAtOnce() throws IOException {
        Path big = Files.createDirectory(directory.resolve("big"));
        Path logs = Files.createDirectory(small.resolve("logs"));
        Path file = logs.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.of(file)));
        String all = ("x".repeat(899) + "\n").repeat(200);
        world.write(log, all);
        Files.move(logs, small.resolve("logs.old"));
        Files.createSymbolicLink(logs, big);
        world.pass(SECOND);
        assertThat(all).endsWith(LogWorld.read(LogPolicy.Mode.LINES, big.resolve("web.log"), "web"));
        assertThat(world.state("web").heldBytes()).isZero();
    }

    @Test
    void theLastTryDoesNotWaitForRoomInAFileThatWasMovedAway() throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.of(file)));
        world.write(log, ("x".repeat(899) + "\n").repeat(200));
        Files.move(file, small.resolve("web.log.1"));
        world.store.close();
        assertThat(file).exists();
    }

    @Test
    void aRotationGivesNoNumberTwiceToAChunkThatWasWrittenInPart() throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        LogPolicy policy = new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(file))
                .rotate(120_000)
                .make();
        OutputListener log = world.open("web", 1, policy);
        for (int i = 0; i < 4; i++) {
            // The second one is in the file to a part; what is left of it makes the file too great.
            world.write(log, ("x".repeat(150) + "\n").repeat(300));
        }
        Files.delete(filler);
        world.pass(SECOND);
        assertThat(LogWorld.segments(file)).isNotEmpty();
        List<Set<String>> times = new ArrayList<>();
        for (Path each : LogWorld.segments(file)) {
            times.add(times(each));
        }
        times.add(times(file));
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).doesNotContainAnyElementsOf(times.get(i - 1));
        }
    }

    private static Set<String> times(Path segment) throws IOException {
        return Files.readAllLines(segment).stream()
                .map(line -> line.substring(0, 27))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 40_000})
    void rawLinesAreDroppedWholeAndNotPutBehindTheBeginningOfAnother(int length) throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        LogPolicy policy = new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.of(file))
                .dropOldest()
                .make();
        OutputListener log = world.open("web", 1, policy);
        for (int i = 0; i < 4; i++) {
            world.write(log, "a".repeat(40_000));
        }
        world.write(log, "END\n");
        for (int i = 0; i < 2_000_000 / length; i++) {
            // In pieces of any size, as they are read.
            world.write(log, "b".repeat(length / 3));
            world.write(log, "b".repeat(length) + "\n");
        }
        run("mount", "-o", "remount,size=8m", small.toString());
        world.pass(SECOND);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).isEqualTo("a".repeat(160_000) + "END");
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch("b".repeat(length / 3 + length)::equals);
        assertThat(world.state("web").lostLines()).isEqualTo(2_000_000 / length - lines.size() + 1);
    }

    @Test
    void manyFilesTogetherHoldNoMoreThanTheyMayAndLoseNothing() throws IOException {
        LogWorld world = new LogWorld(directory);
        List<OutputListener> logs = new ArrayList<>();
        List<StringBuilder> wrote = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            logs.add(world.open("web" + i, 1, LogWorld.raw(small.resolve("web" + i + ".log"))));
            wrote.add(new StringBuilder());
        }
        String chunk = ("x".repeat(99) + "\n").repeat(1_000);
        boolean isAnyReady = true;
        while (isAnyReady) {
            isAnyReady = false;
            for (int i = 0; i < logs.size(); i++) {
                if (logs.get(i).isReady()) {
                    isAnyReady = true;
                    wrote.get(i).append(chunk);
                    world.write(logs.get(i), chunk);
                }
            }
        }
        assertThat(heldBytes(world)).isBetween(HeldMemory.MAX - chunk.length(), HeldMemory.MAX + chunk.length());
        assertThat(logs).noneMatch(OutputListener::isReady);
        world.pass(SECOND);
        assertThat(logs).noneMatch(OutputListener::isReady);
        run("mount", "-o", "remount,size=32m", small.toString());
        for (int i = 0; i < 2; i++) {
            world.pass(SECOND);
        }
        assertThat(logs).allMatch(OutputListener::isReady);
        for (int i = 0; i < logs.size(); i++) {
            String there = Files.exists(small.resolve("web" + i + ".log"))
                    ? Files.readString(small.resolve("web" + i + ".log"))
                    : "";
            assertThat(there).isEqualTo(wrote.get(i).toString());
        }
    }

    @Test
    void aRawFileThatWasBegunWithoutRoomHasAnIndexWhenThereIsSome() throws IOException {
        Path file = small.resolve("web.log");
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.raw(file));
        fill();
        world.write(log, "one\n");
        Files.delete(filler);
        world.pass(SECOND);
        world.pass(SECOND);
        world.write(log, "two\n");
        world.pass(SECOND);
        assertThat(file).hasContent("one\ntwo\n");
        assertThat(Files.size(small.resolve(".web.log.index"))).isGreaterThan(8);
    }

    private void fill() throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static long heldBytes(LogWorld world) {
        long sum = 0;
        for (int i = 0; i < 60; i++) {
            sum += world.state("web" + i).heldBytes();
        }
        return sum;
    }

    @Test
    void aStoreOnAReadOnlyFileSystemIsOff() {
        run("mount", "-o", "remount,ro", small.toString());
        LogWorld world = new LogWorld(small);
        assertThat(world.reports)
                .singleElement()
                .isEqualTo(new LogReport.Off(small.resolve("logs"), "EROFS (read-only file system)"));
        run("mount", "-o", "remount,rw", small.toString());
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
