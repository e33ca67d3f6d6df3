// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worlds in which a log is written, closed, compressed, moved and cut at random, and what a reader makes of them. */
class LogReaderTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "LINES,1",
        "LINES,2",
        "LINES,3",
        "JSON,4",
        "JSON,5",
        "RAW,6",
        "RAW,7",
        "CHANGING,8",
        "CHANGING,9",
        "CHANGING,10"
    })
    void whoFollowsGetsEachLineOnceAndInOrderWhateverIsDoneToTheFiles(String format, int seed) throws IOException {
        for (int round = 0; round < 25; round++) {
            Random random = new Random(seed * 1000L + round);
            LogWorld world = world(format, random, round);
            List<LogWorld.Written> seen = new ArrayList<>();
            Meddling meddling = new Meddling(world);
            try (LogReader reader = LogReader.open(sources(world), LogSelection.ALL, new ReadCount(meddling))) {
                for (int i = 0; i < 80; i++) {
                    world.anything();
                    if (random.nextInt(3) == 0) {
                        meddling.begin();
                        drain(reader, random.nextInt(4) == 0 ? 5 : Integer.MAX_VALUE, seen);
                        meddling.end();
                    }
                }
                world.reopen();
                world.chunk(1);
                world.flush();
                drain(reader, Integer.MAX_VALUE, seen);
                drain(reader, Integer.MAX_VALUE, seen);
                assertThat(reader.troubles()).isEmpty();
                assertThat(reader.missed()).isZero();
            }
            assertSame(world, seen, "round " + round);
        }
    }

    @ParameterizedTest
    @CsvSource({"LINES,11", "JSON,12", "RAW,13", "CHANGING,14", "CHANGING,15"})
    void sinceAfterUntilAndLastAreWhatASearchThroughAllLinesFinds(String format, int seed) throws IOException {
        for (int round = 0; round < 12; round++) {
            Random random = new Random(seed * 1000L + round);
            LogWorld world = world(format, random, round);
            for (int i = 0; i < 80; i++) {
                world.anything();
            }
            world.reopen();
            world.chunk(3);
            world.flush();
            List<LogWorld.Written> all = read(world, LogSelection.ALL, Optional.empty());
            assertSame(world, all, "round " + round);
            for (int i = 0; i < 20; i++) {
                compare(world, all, random, round);
            }
        }
    }

    /** Does things to the files between two looks of one read, now and then. */
    private static final class Meddling implements Runnable {
        private final LogWorld world;
        private int left;

        Meddling(LogWorld world) {
            this.world = world;
        }

        void begin() {
            left = 4;
        }

        void end() {
            left = 0;
        }

        @Override
        public void run() {
            if (left > 0 && world.random.nextInt(4) == 0) {
                left--;
                world.done.add("in a read");
                world.anything();
            }
        }
    }

    private void compare(LogWorld world, List<LogWorld.Written> all, Random random, int round) throws IOException {
        long since = all.get(random.nextInt(all.size())).id();
        long until = all.get(random.nextInt(all.size())).id();
        Optional<String> stream = random.nextBoolean() ? Optional.of("stderr") : Optional.empty();
        boolean after = random.nextBoolean();
        boolean bounded = random.nextInt(3) == 0;
        Optional<Integer> last = random.nextBoolean() ? Optional.of(random.nextInt(30)) : Optional.empty();
        boolean rare = random.nextInt(3) == 0;
        LogSelection selection = new LogSelection(
                after ? OptionalLong.of(since) : OptionalLong.empty(),
                after || hasRaw(world) ? Optional.empty() : Optional.of(LineNumber.time(since)),
                bounded ? Optional.of(LineNumber.time(until)) : Optional.empty(),
                OptionalLong.empty(),
                stream,
                rare ? Optional.of(bytes -> bytes.length % 7 == 0) : Optional.empty());
        List<LogWorld.Written> expected = new ArrayList<>();
        for (LogWorld.Written each : all) {
            boolean begun = after
                    ? each.id() > since
                    : hasRaw(world) || each.id() >= LineNumber.of(LineNumber.micros(since), 0);
            boolean open = !bounded || LineNumber.micros(each.id()) < LineNumber.micros(until);
            int length = each.text().getBytes(StandardCharsets.UTF_8).length;
            if (begun
                    && open
                    && (stream.isEmpty() || stream.get().equals(each.stream()))
                    && (!rare || length % 7 == 0)) {
                expected.add(each);
            }
        }
        if (last.isPresent()) {
            expected = expected.subList(Math.max(0, expected.size() - last.get()), expected.size());
        }
        same(
                expected,
                read(world, selection, last),
                "round " + round + " " + selection + " last " + last + " " + world.done);
    }

    private List<LogWorld.Written> read(LogWorld world, LogSelection selection, Optional<Integer> last)
            throws IOException {
        List<LogWorld.Written> seen = new ArrayList<>();
        try (LogReader reader = LogReader.open(sources(world), selection)) {
            last.ifPresent(reader::last);
            drain(reader, Integer.MAX_VALUE, seen);
            assertThat(reader.troubles()).isEmpty();
        }
        return seen;
    }

    private LogWorld world(String format, Random random, int round) throws IOException {
        Path in = Files.createDirectory(directory.resolve(format + "-" + round));
        boolean changes = format.equals("CHANGING");
        LogFormat first = changes ? LogFormat.LINES : LogFormat.valueOf(format);
        boolean shared = !changes && first != LogFormat.RAW && random.nextBoolean();
        return new LogWorld(in.resolve("web.log"), first, changes, shared, new LogWorld.Clock(), random);
    }

    /** Of raw lines nobody knows the time as exactly as {@code since} is asked for. */
    private static boolean hasRaw(LogWorld world) {
        return world.changes || world.format == LogFormat.RAW;
    }

    private static Collection<LogSource> sources(LogWorld world) {
        return world.shared ? List.of(world.source("web"), world.source("db")) : List.of(world.source("web"));
    }

    private static void drain(LogReader reader, int most, List<LogWorld.Written> seen) {
        for (int i = 0; i < most; i++) {
            Optional<LogEntry> next = reader.next();
            if (next.isEmpty()) {
                return;
            }
            seen.add(LogWorld.seen(next.get()));
        }
    }

    /** A difference of long lists is shown where it begins. */
    private static void same(List<?> expected, List<?> seen, String what) {
        int at = 0;
        while (at < Math.min(expected.size(), seen.size()) && expected.get(at).equals(seen.get(at))) {
            at++;
        }
        assertThat(part(seen, at))
                .as("%s, from line %d of %d", what, at, expected.size())
                .isEqualTo(part(expected, at));
    }

    private static List<?> part(List<?> lines, int at) {
        return lines.subList(at, Math.min(lines.size(), at + 3));
    }

    /** Raw lines do not say whose they are, and their numbers are counted from the index. */
    private static void assertSame(LogWorld world, List<LogWorld.Written> seen, String what) {
        if (!hasRaw(world)) {
            same(world.written, seen, what + " " + world.done);
            return;
        }
        same(
                world.written.stream()
                        .map(each -> each.run() + " " + each.text())
                        .toList(),
                seen.stream().map(each -> each.run() + " " + each.text()).toList(),
                what + " " + world.done);
        assertThat(seen).as(what).isSortedAccordingTo(Comparator.comparingLong(LogWorld.Written::id));
    }
}
