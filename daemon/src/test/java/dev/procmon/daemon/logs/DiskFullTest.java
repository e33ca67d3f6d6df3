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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
