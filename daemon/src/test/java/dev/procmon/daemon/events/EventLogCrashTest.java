// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.core.time.MonotonicTime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a crash leaves of the last segment: each event that was written whole is there once, and numbers only grow. */
class EventLogCrashTest {

    private static final EventMaker MAKER = new EventMaker(new Clocks(() -> Instant.EPOCH, () -> MonotonicTime.ORIGIN));
    private static final int SEGMENT = 1_500;

    @TempDir
    private Path temporary;

    @Test
    void eachEventThatWasWrittenWholeIsThereOnceWhereverTheLastSegmentIsCut() throws IOException {
        Path origin = temporary.resolve("origin");
        EventLog log = open(origin, 1 << 20);
        List<Event> all = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 25; i++) {
            all.add(log.append(event(random)));
            // One by one, so that segments begin where they begin in a life that is long.
            log.page(EventQuery.after(i), EventFilter.ALL).join();
        }
        log.close();
        List<Path> segments = segments(origin);
        assertThat(segments).hasSizeGreaterThan(2);
        Path last = segments.getLast();
        byte[] bytes = Files.readAllBytes(last);
        long before = Segment.first(last.getFileName().toString()).orElseThrow() - 1;
        Path crashed = temporary.resolve("crashed");
        for (int cut = 0; cut <= bytes.length; cut++) {
            copy(segments, crashed);
            Files.write(crashed.resolve(last.getFileName()), Arrays.copyOf(bytes, cut));
            int whole = (int) before + count(bytes, cut);
            boolean isTorn = cut > 0 && bytes[cut - 1] != '\n';
            checkReopened(crashed, all.subList(0, whole), isTorn, random);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aLifeOfAppendsCrashesPagesAndFollowersLosesNothingThatWasWritten(long seed) throws IOException {
        Random random = new Random(seed);
        Path directory = temporary.resolve("life");
        List<Event> expected = new ArrayList<>();
        long greatest = 0;
        for (int life = 0; life < 8; life++) {
            List<Event> told = new CopyOnWriteArrayList<>();
            EventLog log = open(directory, 1 << 20);
            assertThat(log.lastId()).isGreaterThanOrEqualTo(greatest);
            var _ = log.follow(EventQuery.after(0), EventFilter.ALL, told::add);
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) {
                Event event = log.append(event(random));
                assertThat(event.id()).isGreaterThan(greatest);
                greatest = event.id();
                if (random.nextInt(4) == 0) {
                    long after = random.nextLong(greatest);
                    assertThat(log.page(EventQuery.after(after), EventFilter.ALL)
                                    .join()
                                    .events())
                            .last()
                            .isEqualTo(event);
                }
            }
            List<Event> page =
                    log.page(EventQuery.after(0), EventFilter.ALL).join().events();
            assertThat(page.subList(0, expected.size())).isEqualTo(expected);
            assertThat(told).as("seed %d, life %d", seed, life).isEqualTo(page);
            checkLatest(log, page, random);
            log.close();
            greatest = Math.max(greatest, told.isEmpty() ? 0 : told.getLast().id());
            expected = crash(directory, random);
            List<Event> left = new ArrayList<>(expected);
            if (!left.isEmpty() && !page.contains(left.getLast())) {
                // What was torn is told in its place.
                assertThat(left.removeLast().kind()).isEqualTo("events-torn");
            }
            assertThat(page.size() - left.size())
                    .as("seed %d, life %d", seed, life)
                    .isBetween(0, 1);
            assertThat(page.subList(0, left.size())).isEqualTo(left);
        }
    }

    /** Cut the last segment somewhere and return the events that are left. */
    private static List<Event> crash(Path directory, Random random) throws IOException {
        if (Files.exists(directory) && random.nextBoolean()) {
            List<Path> segments = segments(directory);
            if (!segments.isEmpty()) {
                try (FileChannel file = FileChannel.open(segments.getLast(), StandardOpenOption.WRITE)) {
                    // What was synced by the kernel meanwhile cannot be cut: not more than the last line or two.
                    file.truncate(Math.max(0, file.size() - random.nextInt(40)));
                }
            }
        }
        try (EventLog log = open(directory, 1 << 20)) {
            return log.page(EventQuery.after(0), EventFilter.ALL).join().events();
        }
    }

    private static void checkReopened(Path directory, List<Event> whole, boolean isTorn, Random random)
            throws IOException {
        List<Event> told = new CopyOnWriteArrayList<>();
        try (EventLog log = open(directory, 1 << 20)) {
            Event next = log.append(event(random));
            assertThat(next.id()).isEqualTo(whole.size() + (isTorn ? 3 : 1));
            var _ = log.follow(EventQuery.after(0), EventFilter.ALL, told::add);
            List<Event> events =
                    log.page(EventQuery.after(0), EventFilter.ALL).join().events();
            assertThat(events).hasSize(whole.size() + (isTorn ? 2 : 1)).endsWith(next);
            assertThat(events.subList(0, whole.size())).isEqualTo(whole);
            assertThat(events.get(whole.size()).kind().equals("events-torn")).isEqualTo(isTorn);
            assertThat(told).isEqualTo(events);
        }
        List<Event> again;
        try (EventLog log = open(directory, 1 << 20)) {
            again = log.page(EventQuery.after(0), EventFilter.ALL).join().events();
        }
        assertThat(again).isEqualTo(told);
    }

    private static void checkLatest(EventLog log, List<Event> page, Random random) {
        int count = 1 + random.nextInt(20);
        EventQuery query = new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.of(count));
        List<Event> latest = log.page(query, EventFilter.ALL).join().events();
        assertThat(latest).hasSizeLessThanOrEqualTo(count);
        assertThat(page)
                .containsAll(latest.stream()
                        .filter(event -> !event.kind().startsWith("events-"))
                        .toList());
    }

    private static Event event(Random random) {
        return new Event(
                0,
                Instant.EPOCH.plusSeconds(random.nextInt(1_000_000)),
                random.nextInt(1000) / 8.0,
                "exited",
                random.nextBoolean() ? Optional.of("web:" + random.nextInt(3)) : Optional.empty(),
                OptionalLong.of(random.nextInt(100)),
                Optional.empty(),
                Optional.empty(),
                random.nextBoolean() ? Tone.BAD : Tone.QUIET,
                "\u4e16 \"\n}{".repeat(random.nextInt(8)),
                Map.of("code", (long) random.nextInt(256)));
    }

    private static int count(byte[] bytes, int end) {
        int count = 0;
        for (int i = 0; i < end; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    private static void copy(List<Path> segments, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path each : segments(to)) {
            Files.delete(each);
        }
        for (Path each : segments) {
            Files.copy(each, to.resolve(each.getFileName()));
        }
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted((one, other) -> Long.compare(first(one), first(other)))
                    .toList();
        }
    }

    private static long first(Path file) {
        return Segment.first(file.getFileName().toString()).orElseThrow();
    }

    private static EventLog open(Path directory, long keepBytes) {
        return EventLog.open(Optional.of(new DirectoryFiles(directory)), keepBytes, SEGMENT, 1000, MAKER);
    }
}
