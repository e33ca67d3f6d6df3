// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.reactor.OutputListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be put together again to the byte (L12, L14). */
class ExactBytesTest {

    @TempDir
    private Path directory;

    /** One stream of one run, and what it writes. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Source(OutputListener log, StdStream stream, String key, byte[] bytes, int[] at) {

        boolean isLeft() {
            return at[0] < bytes.length;
        }

        byte[] next(int count) {
            int from = at[0];
            at[0] = Math.min(bytes.length, from + count);
            return Arrays.copyOfRange(bytes, from, at[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 5_000, 20_000, 40_000, 300_000, 1_000_000_000})
    void linesOfTwoProgramsAndFourStreamsWhateverTheChunksAndTheSize(long size) throws IOException {
        check(LogPolicy.Mode.LINES, size, 7 + size);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 40_000, 1_000_000_000})
    void objectsOfTwoProgramsAndFourStreamsWhateverTheChunksAndTheSize(long size) throws IOException {
        check(LogPolicy.Mode.JSON, size, 9 + size);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON", "RAW"})
    void oneStreamInTheStandardFile(LogPolicy.Mode mode) throws IOException {
        LogWorld world = new LogWorld(directory);
        LogPolicy policy =
                new LogWorld.PolicyOf(mode, Optional.empty()).rotate(50_000).make();
        byte[] bytes = text(new Random(11), 400_000);
        OutputListener log = world.open("web", 3, policy);
        Source source = new Source(log, StdStream.STDOUT, "", bytes, new int[1]);
        feed(world, List.of(source), new Random(12));
        LogWorld.end(log);
        Path file = world.standard("web");
        byte[] read = mode == LogPolicy.Mode.RAW
                ? LogWorld.everything(file)
                : ReadBack.of(file).bytes(mode == LogPolicy.Mode.JSON ? "web 3 stdout" : "3 stdout");
        assertThat(read).isEqualTo(bytes);
        assertThat(world.state("web").bytes()).isEqualTo(bytes.length);
    }

    @Test
    void eachStreamInAFileOfItsOwn() throws IOException {
        LogWorld world = new LogWorld(directory);
        Path out = directory.resolve("out.log");
        Path err = directory.resolve("err.log");
        OutputListener log = world.open(
                "web",
                1,
                new LogWorld.PolicyOf(LogPolicy.Mode.LINES, Optional.of(out))
                        .errorFile(err)
                        .make());
        world.write(log, StdStream.STDOUT, "to out\n");
        world.write(log, StdStream.STDERR, "to err\n");
        assertThat(LogWorld.lines(out)).containsExactly("stdout F:1:web to out");
        assertThat(LogWorld.lines(err)).containsExactly("stderr F:1:web to err");
        assertThat(world.store.sources(_ -> true))
                .extracting(source -> source.stream().orElseThrow())
                .containsExactlyInAnyOrder("stdout", "stderr");
    }

    @Test
    void aLineOfTheLimitIsWholeAndOneMoreByteIsAPiece() throws IOException {
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.empty()));
        String whole = "w".repeat(StreamWriter.LIMIT);
        world.write(log, whole + "\n" + whole + "x\n" + whole);
        world.write(log, "\n" + whole);
        LogWorld.end(log);
        assertThat(LogWorld.lines(world.standard("web")))
                .containsExactly(
                        "stdout F:1 " + whole,
                        "stdout P:1 " + whole,
                        "stdout F:1 x",
                        "stdout F:1 " + whole,
                        "stdout P:1 " + whole);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogPolicy.Mode.class,
            names = {"LINES", "JSON"})
    void aLineOfAMebibyteComesInPiecesThatMakeItAgain(LogPolicy.Mode mode) throws IOException {
        LogWorld world = new LogWorld(directory);
        Path file = directory.resolve("web.log");
        OutputListener log = world.open("web", 1, LogWorld.policy(mode, Optional.of(file)));
        String line = "0123456789abcde\u20ac".repeat(1 << 16) + "\n";
        for (int at = 0; at < line.length(); at += 50_000) {
            world.write(log, line.substring(at, Math.min(line.length(), at + 50_000)));
        }
        assertThat(LogWorld.read(mode, file, "web")).isEqualTo(line);
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(64);
    }

    @Test
    void noPieceCutsACharacterInTwo() throws IOException {
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.empty()));
        String line = "x".repeat(StreamWriter.LIMIT - 2) + "\u20ac" + "y";
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            world.write(log, StdStream.STDOUT, new byte[] {each});
        }
        world.write(log, StdStream.STDOUT, bytes);
        String first = "stdout P:1 " + "x".repeat(StreamWriter.LIMIT - 2);
        assertThat(LogWorld.lines(world.standard("web")))
                .containsExactly(first, "stdout F:1 \u20acy", first, "stdout F:1 \u20acy");
    }

    @Test
    void aTimeHasNoMoreLinesThanNumbers() throws IOException {
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.empty()));
        world.write(log, "\n".repeat(20_000));
        assertThat(ReadBack.of(world.standard("web")).bytes("1 stdout")).hasSize(20_000);
    }

    @Test
    void chunksAtTheSameMomentHaveTimesOfTheirOwn() throws IOException {
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.empty()));
        world.write(log, "a\n");
        world.now = world.now.minusSeconds(5);
        world.write(log, "b\n");
        assertThat(LogWorld.text(world.standard("web")).lines().map(line -> line.substring(0, 27)))
                .containsExactly("2026-12-01T03:05:12.002000Z", "2026-12-01T03:05:12.002001Z");
    }

    @Test
    void aClockThatIsSetBackByMoreThanALittleIsBelieved() throws IOException {
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.empty()));
        world.write(log, "a\n");
        world.now = world.now.minusSeconds(3600);
        world.write(log, "b\n");
        assertThat(LogWorld.text(world.standard("web")).lines().skip(1))
                .allMatch(line -> line.startsWith("2026-12-01T02:05:12.004"));
    }

    /** A program that is replaced runs beside its successor for a while. */
    @Test
    void twoRunsOfAProgramAtOnceKeepTheirLines() throws IOException {
        LogWorld world = new LogWorld(directory);
        OutputListener old = world.open("web", 1, LogWorld.lines(Optional.empty()));
        OutputListener fresh = world.open("web", 2, LogWorld.lines(Optional.empty()));
        world.write(old, "old be");
        world.write(fresh, "new\n");
        world.write(old, "gun\n");
        LogWorld.end(old);
        world.write(fresh, "alone\n");
        assertThat(LogWorld.lines(world.standard("web")))
                .containsExactly("stdout F:2 new", "stdout F:1 old begun", "stdout F:2 alone");
    }

    @Test
    void whoFollowsIsToldThatAFileHasGrownUntilItEndsThat() throws Exception {
        LogWorld world = new LogWorld(directory);
        OutputListener log = world.open("web", 1, LogWorld.lines(Optional.empty()));
        List<String> told = new ArrayList<>();
        AutoCloseable following = world.store.whenGrown(() -> told.add("grown"));
        world.write(log, "a\nb\n");
        assertThat(told).hasSize(1);
        following.close();
        world.write(log, "c\n");
        assertThat(told).hasSize(1);
    }

    private void check(LogPolicy.Mode mode, long size, long seed) throws IOException {
        LogWorld world = new LogWorld(directory);
        Path file = directory.resolve("shared.log");
        LogPolicy policy =
                new LogWorld.PolicyOf(mode, Optional.of(file)).rotate(size).make();
        Random random = new Random(seed);
        List<Source> sources = new ArrayList<>();
        List<OutputListener> logs = new ArrayList<>();
        for (String program : List.of("a", "b:1")) {
            OutputListener log = world.open(program, 5, policy);
            logs.add(log);
            for (StdStream stream : StdStream.values()) {
                String key = program + " 5 " + (stream == StdStream.STDOUT ? "stdout" : "stderr");
                sources.add(new Source(log, stream, key, text(random, 120_000), new int[1]));
            }
        }
        feed(world, sources, random);
        logs.forEach(LogWorld::end);
        ReadBack back = ReadBack.of(file);
        for (Source each : sources) {
            assertThat(back.bytes(each.key()))
                    .as("seed %d, %s", seed, each.key())
                    .isEqualTo(each.bytes());
        }
        assertThat(back.longest).isLessThanOrEqualTo(StreamWriter.LIMIT);
        assertThat(back.notices).isEmpty();
        assertThat(world.reports).isEmpty();
    }

    private static void feed(LogWorld world, List<Source> sources, Random random) {
        int[] sizes = {1, 100, 3_000, 20_000, 100_000};
        List<Source> left = new ArrayList<>(sources);
        while (!left.isEmpty()) {
            Source each = left.get(random.nextInt(left.size()));
            world.write(each.log(), each.stream(), each.next(1 + random.nextInt(sizes[random.nextInt(sizes.length)])));
            left.removeIf(source -> !source.isLeft());
        }
    }

    /** Lines of all lengths, with NUL, CR, escapes, what is no UTF-8, and objects; the last one without a line feed. */
    private static byte[] text(Random random, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (out.size() < size) {
            byte[] line = new byte[random.nextInt(20) == 0 ? random.nextInt(60_000) : random.nextInt(200)];
            switch (random.nextInt(4)) {
                case 0 -> random.nextBytes(line);
                case 1 -> Arrays.fill(line, (byte) 'x');
                case 2 -> line = "\u20ac".repeat(line.length / 3).getBytes(StandardCharsets.UTF_8);
                default ->
                    line = "{\"a\":[1,\"\\n\\u0000\"]} \r\033[1m\0\t\"\\"
                            .substring(0, random.nextInt(30))
                            .getBytes(StandardCharsets.UTF_8);
            }
            out.writeBytes(line);
            out.write('\n');
        }
        out.writeBytes("no end".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
