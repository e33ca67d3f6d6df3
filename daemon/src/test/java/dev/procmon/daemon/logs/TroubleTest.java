// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that cannot be written: what is held, who waits, what is lost, and that it ends by itself (L13). */
class TroubleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern NOTICE =
            Pattern.compile("procmon: (\\d+) lines \\((\\d+) bytes\\) were lost here: ENOTDIR.*");

    @TempDir
    private Path directory;

    private Path obstacle;
    private Path file;
    private LogWorld world;

    @BeforeEach
    void begin() throws IOException {
        obstacle = directory.resolve("var");
        file = obstacle.resolve("web.log");
        Files.writeString(obstacle, "in the way");
        world = new LogWorld(directory);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON", "RAW"})
    void whoWaitsLosesNothing(LogPolicy.Mode mode) throws IOException {
        OutputListener log = world.open("web", 1, LogWorld.policy(mode, Optional.of(file)));
        StringBuilder all = new StringBuilder();
        for (int i = 0; log.isReady(); i++) {
            String lines = ("line " + i + " " + "x".repeat(100) + "\n").repeat(300);
            all.append(lines);
            world.write(log, lines);
        }
        assertThat(world.reports)
                .containsExactly(
                        new LogReport.Unwritable(file, "ENOTDIR (not a directory)", LogPolicy.OnFull.WAIT),
                        new LogReport.Full(file, LogPolicy.OnFull.WAIT));
        assertThat(world.state("web").waitingSince()).contains(world.now);
        assertThat(world.state("web").trouble()).contains(file + ": ENOTDIR (not a directory)");
        assertThat(world.state("web").heldBytes()).isEqualTo(all.length());
        Files.delete(obstacle);
        world.pass(SECOND);
        assertThat(log.isReady()).isTrue();
        assertThat(world.state("web").trouble()).isEmpty();
        assertThat(world.reports).last().isEqualTo(new LogReport.WritableAgain(file, 0, 0));
        world.write(log, "goes on\n");
        all.append("goes on\n");
        byte[] read =
                switch (mode) {
                    case RAW -> Files.readAllBytes(file);
                    default -> ReadBack.of(file).bytes("web 1 stdout");
                };
        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(all.toString());
        assertThat(world.state("web"))
                .isEqualTo(new LogState(all.length(), 0, 0, 0, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON"})
    void theOldestLinesAreDroppedAndCountedWhereTheyAreMissing(LogPolicy.Mode mode) throws IOException {
        LogPolicy policy =
                new LogWorld.PolicyOf(mode, Optional.of(file)).dropOldest().make();
        List<String> programs = List.of("a", "b");
        StringBuilder[] wrote = {new StringBuilder(), new StringBuilder()};
        for (int i = 0; i < 40; i++) {
            String text = ("line \"" + i + "\" \u20ac\t" + "x".repeat(i) + "\n").repeat(1_000);
            wrote[i % 2].append(text);
            world.write(world.open(programs.get(i % 2), i % 2 + 1, policy), text);
        }
        assertThat(world.reports)
                .containsExactly(
                        new LogReport.Unwritable(file, "ENOTDIR (not a directory)", LogPolicy.OnFull.DROP_OLDEST),
                        new LogReport.Full(file, LogPolicy.OnFull.DROP_OLDEST));
        Files.delete(obstacle);
        world.pass(SECOND);
        ReadBack back = ReadBack.of(file);
        assertThat(Files.size(file)).isBetween(LogStore.HELD_MAX - 1_000L, LogStore.HELD_MAX + 1_000L);
        assertThat(back.notices).hasSize(2);
        long allLines = 0;
        long allBytes = 0;
        for (int i = 0; i < 2; i++) {
            byte[] written = wrote[i].toString().getBytes(StandardCharsets.UTF_8);
            byte[] left = back.bytes(programs.get(i) + " " + (i + 1) + " stdout");
            LogState state = world.state(programs.get(i));
            assertThat(state.lostBytes())
                    .isEqualTo(written.length - left.length)
                    .isPositive();
            assertThat(state.lostLines()).isEqualTo(lineFeeds(written) - lineFeeds(left));
            assertThat(new String(written, StandardCharsets.UTF_8)).endsWith(new String(left, StandardCharsets.UTF_8));
            assertThat(state.heldBytes()).isZero();
            allLines += state.lostLines();
            allBytes += state.lostBytes();
        }
        assertThat(world.reports).last().isEqualTo(new LogReport.WritableAgain(file, allLines, allBytes));
        assertThat(sum(back.notices, 1)).isEqualTo(allLines);
        assertThat(sum(back.notices, 2)).isEqualTo(allBytes);
    }

    @Test
    void whatTheObjectsAroundShortLinesCostIsHeldAgainstThem() {
        OutputListener log = world.open("web", 1, LogWorld.raw(file));
        boolean stderr = false;
        while (log.isReady()) {
            world.write(log, stderr ? StdStream.STDERR : StdStream.STDOUT, "\n");
            stderr = !stderr;
        }
        assertThat(world.state("web").heldBytes()).isLessThan(LogStore.HELD_MAX / 64);
    }

    @Test
    void aNoticeStandsWhereTheLinesWere() throws IOException {
        LogPolicy policy = new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(file))
                .dropOldest()
                .make();
        OutputListener log = world.open("web", 7, policy);
        world.write(log, StdStream.STDERR, "first\n");
        world.write(log, StdStream.STDERR, ("x".repeat(1_000) + "\n").repeat(1_030));
        Files.delete(obstacle);
        world.pass(SECOND);
        assertThat(LogWorld.lines(file).getFirst())
                .matches(
                        "stderr F:0:web procmon: \\d+ lines \\(\\d+ bytes\\) were lost here: ENOTDIR \\(not a directory\\)");
        assertThat(LogWorld.lines(file).subList(1, 3)).allMatch(line -> line.startsWith("stderr F:7:web xxx"));
    }

    @Test
    void rawLinesAreDroppedWholeAndCountedToo() throws IOException {
        LogPolicy policy = new LogWorld.PolicyOf(LogPolicy.Mode.RAW, Optional.of(file))
                .dropOldest()
                .make();
        OutputListener log = world.open("web", 1, policy);
        String line = "x".repeat(99) + "\n";
        world.write(log, line.repeat(20_000));
        Files.delete(obstacle);
        world.pass(SECOND);
        long left = Files.size(file) / 100;
        assertThat(Files.readString(file)).isEqualTo(line.repeat((int) left));
        assertThat(world.state("web").lostLines()).isEqualTo(20_000 - left);
        assertThat(world.state("web").lostBytes()).isEqualTo((20_000 - left) * 100);
    }

    @Test
    void whatIsHeldAtTheEndIsWrittenOnceMoreOrCountedAsLost() throws IOException {
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.of(file)));
        world.write(log, "one\ntwo\n");
        world.store.close();
        assertThat(world.reports).last().isEqualTo(new LogReport.Lost(file, 2, 8));
        assertThat(world.state("web").lostLines()).isEqualTo(2);
        world.write(log, "three\n");
        Files.delete(obstacle);
        world.store.close();
        assertThat(LogWorld.lines(file)).containsExactly("stdout F:1:web three");
    }

    @Test
    void whoWaitsGoesOnAtOnceWhenTheOldestLinesAreToBeDropped() throws IOException {
        LogWorld.PolicyOf policy = new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(file));
        OutputListener log = full(policy.make());
        world.store.apply(new ProgramName("web"), policy.dropOldest().make());
        world.pass(Duration.ZERO);
        assertThat(log.isReady()).isTrue();
        assertThat(world.state("web").waitingSince()).isEmpty();
        assertThat(world.reports).last().isEqualTo(new LogReport.Full(file, LogPolicy.OnFull.DROP_OLDEST));
        world.write(log, "the last\n");
        Files.delete(obstacle);
        world.pass(SECOND);
        assertThat(LogWorld.lines(file)).last().isEqualTo("stdout F:1:web the last");
        assertThat(world.state("web").lostLines()).isPositive();
        assertThat(world.state("web").heldBytes()).isZero();
    }

    @Test
    void whoWaitsGoesOnWhenItsNextRunIsToDropTheOldestLines() {
        LogWorld.PolicyOf policy = new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(file));
        full(policy.make());
        OutputListener next = world.open("web", 2, policy.dropOldest().make());
        world.pass(Duration.ZERO);
        assertThat(next.isReady()).isTrue();
    }

    @Test
    void whoIsToWaitInAnotherFileOrFormatLeavesThisOneAsItIs() {
        LogWorld.PolicyOf policy = new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(file));
        OutputListener log = full(policy.make());
        ProgramName web = new ProgramName("web");
        world.store.apply(
                web,
                new LogWorld.PolicyOf(LogPolicy.Mode.JSON, Optional.of(file))
                        .dropOldest()
                        .make());
        world.store.apply(
                web,
                new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(directory.resolve("other.log")))
                        .dropOldest()
                        .make());
        world.store.apply(new ProgramName("unknown"), policy.dropOldest().make());
        world.pass(SECOND);
        assertThat(log.isReady()).isFalse();
    }

    @Test
    void whoWritesToAnotherFileNowDoesNotWaitForWhatIsHeldForTheOldOne() {
        var _ = full(LogWorld.lines(Optional.of(file)));
        Path other = directory.resolve("other.log");
        long held = world.state("web").heldBytes();
        assertThat(world.state("web").waitingSince()).isPresent();
        OutputListener next = world.open("web", 2, LogWorld.lines(Optional.of(other)));
        world.write(next, "goes on\n");
        assertThat(world.state("web").waitingSince())
                .as("what the old run has left in its pipe is not read yet, and so it has not ended")
                .isEmpty();
        assertThat(world.state("web").trouble()).contains(file + ": ENOTDIR (not a directory)");
        assertThat(world.state("web").heldBytes()).isEqualTo(held).isPositive();
        world.store.close();
        assertThat(world.state("web").lostBytes()).isEqualTo(held);
    }

    @Test
    void aRunWhoseOutputIsNotKeptDoesNotWait() {
        var _ = full(LogWorld.lines(Optional.of(file)));
        world.store.beginUnkept(new ProgramName("web"));
        world.store.beginUnkept(new ProgramName("unknown"));
        assertThat(world.state("web").waitingSince()).isEmpty();
        assertThat(world.state("web").heldBytes()).isPositive();
    }

    @Test
    void anOldRunThatGoesOnWaitsWhenItsSuccessorHasEnded() {
        var _ = full(LogWorld.lines(Optional.of(file)));
        LogWorld.end(world.open("web", 2, LogWorld.lines(Optional.of(directory.resolve("other.log")))));
        assertThat(world.state("web").waitingSince()).isPresent();
    }

    @Test
    void nobodyWaitsWhoseRunIsOver() {
        LogWorld.end(full(LogWorld.lines(Optional.of(file))));
        assertThat(world.state("web").waitingSince()).isEmpty();
        assertThat(world.state("web").trouble()).isPresent();
    }

    @Test
    void aRunWhoseFirstWordHasNoRoomWaitsThoughAHookOfItHasEnded() {
        LogWorld.end(full(LogWorld.lines(Optional.of(file))));
        var _ = world.open("web", 2, LogWorld.lines(Optional.of(file)));
        LogWorld.end(world.open("web", 2, LogWorld.lines(Optional.of(file))));
        assertThat(world.state("web").waitingSince()).isPresent();
    }

    @Test
    void aRunThatWasNeverSpawnedDoesNotKeepALaterOneWaiting() {
        LogWorld.end(full(LogWorld.lines(Optional.of(file))));
        var _ = world.open("web", 2, LogWorld.lines(Optional.of(file)));
        var _ = world.open("web", 3, LogWorld.lines(Optional.of(directory.resolve("other.log"))));
        assertThat(world.state("web").waitingSince()).isEmpty();
    }

    @Test
    void whatCannotBeOpenedOrRotatedIsToldToWhoAsksForIt() throws IOException {
        Path link = directory.resolve("link.log");
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.of(link)));
        world.write(log, "one\n");
        assertThat(asked(world.store.reopen(_ -> true))).isEmpty();
        assertThat(asked(world.store.rotate(_ -> true))).isEmpty();
        Files.delete(link);
        assertThat(asked(world.store.reopen(_ -> true))).as("there is none yet").isEmpty();
        Files.createSymbolicLink(link, Path.of("nowhere"));
        LogFailure failure = new LogFailure(link, "a symbolic link, which is not followed");
        assertThat(asked(world.store.reopen(_ -> true))).containsExactly(failure);
        assertThat(asked(world.store.rotate(_ -> true))).containsExactly(failure);
        world.write(log, "two\n");
        assertThat(asked(world.store.reopen(_ -> true))).containsExactly(failure);
        assertThat(asked(world.store.rotate(_ -> true))).containsExactly(failure);
        assertThat(asked(world.store.rotate("others"::equals))).isEmpty();
    }

    private List<LogFailure> asked(CompletableFuture<List<LogFailure>> request) {
        world.pass(Duration.ZERO);
        return request.join();
    }

    private OutputListener full(LogPolicy policy) {
        OutputListener log = world.open("web", 1, policy);
        while (log.isReady()) {
            world.write(log, ("x".repeat(100) + "\n").repeat(1_000));
        }
        return log;
    }

    @Test
    void aStoreThatCannotBeMadeIsToldOnceAndIsOff() {
        LogWorld off = new LogWorld(obstacle);
        assertThat(off.reports).singleElement().isInstanceOf(LogReport.Off.class);
        assertThat(off.store.open(new dev.procmon.core.program.ProgramName("web"), 1, LogWorld.lines(Optional.empty())))
                .isEmpty();
        Path own = directory.resolve("own.log");
        OutputListener log = off.open("web", 1, LogWorld.lines(Optional.of(own)));
        off.write(log, "kept\n");
        assertThat(own).exists();
    }

    private static long sum(List<String> notices, int group) {
        long sum = 0;
        for (String each : notices) {
            Matcher matcher = NOTICE.matcher(each);
            assertThat(matcher.matches()).as(each).isTrue();
            sum += Long.parseLong(matcher.group(group));
        }
        return sum;
    }

    private static long lineFeeds(byte[] bytes) {
        long count = 0;
        for (byte each : bytes) {
            count += each == '\n' ? 1 : 0;
        }
        return count;
    }
}
