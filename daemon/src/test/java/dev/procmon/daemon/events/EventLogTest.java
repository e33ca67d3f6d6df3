// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.event.Tone;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.api.Operations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final EventQuery ALL = EventQuery.after(0);
    private static final EventMaker MAKER = new EventMaker(new Clocks(() -> START, () -> MonotonicTime.ORIGIN));

    @TempDir
    private Path temporary;

    private final AtomicLong seconds = new AtomicLong();
    private final List<EventLog> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(EventLog::close);
    }

    @Test
    void eventsAreNumberedAndReadBackAsTheyWere() {
        EventLog log = open(1 << 20);
        Event first = log.append(event("web"));
        Event second = log.append(event("db"));
        assertThat(first.id()).isEqualTo(1);
        assertThat(second.id()).isEqualTo(2);
        assertThat(log.lastId()).isEqualTo(2);
        assertThat(page(log, ALL)).isEqualTo(new EventPage(List.of(first, second), 1));
        assertThat(log.troubles()).isEmpty();
    }

    @Test
    void numbersGoOnAfterARestart() {
        EventLog before = open(1 << 20);
        Event first = before.append(event("web"));
        before.close();
        EventLog log = open(1 << 20);
        assertThat(log.lastId()).isEqualTo(1);
        Event second = log.append(event("web"));
        assertThat(second.id()).isEqualTo(2);
        assertThat(page(log, ALL).events()).containsExactly(first, second);
    }

    @Test
    void nothingIsMadeBeforeThereIsSomethingToWrite() {
        EventLog log = open(1 << 20);
        log.close();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void filesAreNotForOthers() throws IOException {
        EventLog log = open(1 << 20);
        log.append(event("web"));
        log.close();
        assertThat(permissions(directory())).isIn("rwxr-x---", "rwx------");
        assertThat(permissions(files().getFirst())).isIn("rw-r-----", "rw-------");
    }

    @Test
    void withoutADirectoryAllIsInMemory() {
        EventLog log = EventLog.open(Optional.empty(), 1 << 20, MAKER);
        opened.add(log);
        append(log, 5000);
        EventPage page = page(log, latest(10));
        assertThat(ids(page.events())).isEqualTo(range(4991, 5000));
        // 4,096 at most, and 1 MiB.
        assertThat(page.oldest()).isBetween(5000L - 4095, 2000L);
        assertThat(log.troubles()).isEmpty();
    }

    @Test
    void theOldestSegmentsGoWhenAllTogetherAreTooLarge() throws IOException {
        EventLog log = open(8_000, 1_000);
        for (int i = 0; i < 200; i++) {
            log.append(event("web"));
            page(log, latest(1));
            long size = size();
            assertThat(size).isLessThanOrEqualTo(8_000);
        }
        assertThat(size()).isGreaterThan(6_000);
        assertThat(files()).hasSizeBetween(7, 9).allSatisfy(file -> assertThat(Files.size(file))
                .isBetween(500L, 1_000L));
        assertThat(files().getFirst().getFileName().toString())
                .isEqualTo("events-" + page(log, latest(1)).oldest() + ".jsonl");
    }

    @Test
    void theLatestAreReadWithoutReadingTheRest() throws IOException {
        EventLog before = open(1 << 20, 4_000);
        append(before, 300);
        before.close();
        // Whoever reads the first segment finds out.
        Files.writeString(files().getFirst(), "rubbish\n".repeat(400));
        EventLog log = open(1 << 20, 4_000);
        assertThat(ids(page(log, latest(10)).events())).isEqualTo(range(291, 300));
        EventQuery late = new EventQuery(List.of(), OptionalLong.of(280), Optional.empty(), OptionalInt.of(100));
        assertThat(ids(page(log, late).events())).isEqualTo(range(281, 300));
        assertThat(ids(page(log, EventQuery.after(295)).events())).isEqualTo(range(296, 300));
        EventQuery recent = new EventQuery(
                List.of(), OptionalLong.empty(), Optional.of(START.plusSeconds(290)), OptionalInt.empty());
        assertThat(ids(page(log, recent).events())).isEqualTo(range(290, 300));
        assertThat(log.lastId()).isEqualTo(300);
    }

    @Test
    void onlyWhatIsAskedForIsFound() {
        EventLog log = open(1 << 20, 1_000);
        for (int i = 0; i < 50; i++) {
            log.append(event(i % 2 == 0 ? "web" : "db"));
        }
        log.close();
        EventLog again = open(1 << 20, 1_000);
        EventFilter web = program -> program.equals(Optional.of("web"));
        assertThat(ids(again.page(latest(3), web).join().events())).containsExactly(45L, 47L, 49L);
        assertThat(ids(again.page(EventQuery.after(44), web).join().events())).containsExactly(45L, 47L, 49L);
        EventQuery since =
                new EventQuery(List.of(), OptionalLong.empty(), Optional.of(START.plusSeconds(46)), OptionalInt.of(2));
        assertThat(ids(again.page(since, web).join().events())).containsExactly(47L, 49L);
    }

    @Test
    void aNameThatIsWrittenWithEscapesIsFound() {
        EventLog log = open(1 << 20);
        log.append(event("a\"b"));
        log.append(event("ab"));
        EventFilter odd = program -> program.equals(Optional.of("a\"b"));
        assertThat(ids(log.page(ALL, odd).join().events())).containsExactly(1L);
    }

    @Test
    void aPageHasNoMoreThanItMayAndTheNextGoesOn() {
        EventLog log = open(1 << 24);
        append(log, 8_000);
        page(log, latest(1));
        append(log, 4_500);
        List<Event> first = page(log, ALL).events();
        assertThat(ids(first)).isEqualTo(range(1, 10_000));
        assertThat(ids(page(log, EventQuery.after(10_000)).events())).isEqualTo(range(10_001, 12_500));
        assertThat(page(log, new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.empty()))
                        .events())
                .hasSize(1000);
    }

    @Test
    void whoFollowsIsToldOfWhatWasThenOfWhatComes() {
        EventLog before = open(1 << 20, 2_000);
        append(before, 3_000);
        before.close();
        EventLog log = open(1 << 20, 2_000);
        List<Long> told = new CopyOnWriteArrayList<>();
        log.append(event("web"));
        Operations.Following following = log.follow(ALL, EventFilter.ALL, event -> {
            told.add(event.id());
            if (event.id() == 500) {
                // While it is told of what was.
                log.append(event("web"));
            }
        });
        log.append(event("web"));
        awaitTold(log, told, 3_003);
        assertThat(told).isEqualTo(range(1, 3_003));
        following.end();
        log.append(event("web"));
        page(log, latest(1));
        assertThat(told).hasSize(3_003);
    }

    @Test
    void whoFollowsFromTheLatestOnIsToldOfThoseFirst() {
        EventLog log = open(1 << 20);
        append(log, 20);
        List<Long> told = new CopyOnWriteArrayList<>();
        var _ = log.follow(latest(3), EventFilter.ALL, event -> told.add(event.id()));
        log.append(event("web"));
        page(log, latest(1));
        assertThat(told).containsExactly(18L, 19L, 20L, 21L);
    }

    @Test
    void whoFollowsFromANumberThatIsToComeIsToldOfNothingBeforeIt() {
        EventLog log = open(1 << 20);
        append(log, 2);
        List<Long> told = new CopyOnWriteArrayList<>();
        var _ = log.follow(EventQuery.after(4), EventFilter.ALL, event -> told.add(event.id()));
        page(log, latest(1));
        append(log, 4);
        page(log, latest(1));
        assertThat(told).containsExactly(5L, 6L);
    }

    @Test
    void whoFollowsOneProgramFromATimeOnIsToldOfNothingElse() {
        EventLog log = open(1 << 20);
        append(log, 20);
        List<Long> told = new CopyOnWriteArrayList<>();
        EventQuery query = new EventQuery(
                List.of(), OptionalLong.empty(), Optional.of(START.plusSeconds(19)), OptionalInt.empty());
        var _ = log.follow(query, program -> program.equals(Optional.of("web")), event -> told.add(event.id()));
        log.append(event("db"));
        log.append(event("web"));
        page(log, latest(1));
        assertThat(told).containsExactly(19L, 20L, 22L);
    }

    @Test
    void oneWhoThrowsIsToldNothingMoreAndTheOthersAre() {
        EventLog log = open(1 << 20);
        List<Long> told = new CopyOnWriteArrayList<>();
        List<Throwable> faults = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, fault) -> faults.add(fault));
        try {
            var _ = log.follow(ALL, EventFilter.ALL, _ -> {
                throw new IllegalStateException("deaf");
            });
            var _ = log.follow(ALL, EventFilter.ALL, event -> told.add(event.id()));
            append(log, 3);
            page(log, latest(1));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
        assertThat(told).containsExactly(1L, 2L, 3L);
        assertThat(faults).hasSize(1);
    }

    @Test
    void anEventThatCannotBeWrittenCostsNoOther() {
        EventLog log = open(1 << 20);
        Event good = event("web");
        List<Throwable> faults = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, fault) -> faults.add(fault));
        try {
            log.append(good);
            log.append(new Event(
                    0,
                    START,
                    1,
                    "odd",
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Tone.QUIET,
                    "",
                    Map.of("what", new Object())));
            log.append(good);
            assertThat(ids(page(log, ALL).events())).containsExactly(1L, 3L);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
        assertThat(faults).hasSize(1);
    }

    @Test
    void afterTheEndNothingIsKeptAndNobodyWaits() {
        EventLog log = open(1 << 20);
        log.append(event("web"));
        log.close();
        assertThat(log.append(event("web")).id()).isEqualTo(2);
        CompletableFuture<EventPage> page = log.page(ALL, EventFilter.ALL);
        assertThatThrownBy(page::join).hasMessageContaining("closed");
        log.follow(ALL, EventFilter.ALL, _ -> {}).end();
        assertThat(ids(page(open(1 << 20), ALL).events())).containsExactly(1L);
    }

    @Test
    void whatIsTornIsCutOffAndToldAndItsNumberIsNotUsedAgain() throws IOException {
        EventLog before = open(1 << 20);
        append(before, 3);
        before.close();
        Path file = files().getFirst();
        Files.write(
                file,
                ("{\"id\":4,\"time\":\"20" + "x".repeat(3000)).getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
        EventLog log = open(1 << 20);
        List<Event> events = page(log, ALL).events();
        assertThat(ids(events)).containsExactly(1L, 2L, 3L, 5L);
        assertThat(events.getLast().kind()).isEqualTo("events-torn");
        assertThat(events.getLast().details()).containsEntry("bytes", 3_018L).containsEntry("file", file.toString());
        assertThat(Files.readAllLines(file)).hasSize(4).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void aLineThatIsNoEventIsSkippedAndToldOnce() throws IOException {
        EventLog before = open(1 << 20);
        append(before, 3);
        before.close();
        Path file = files().getFirst();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(1, "\u0000\u0000");
        lines.add(2, "{\"id\":2,\"time\":7}");
        Files.write(file, lines);
        EventLog log = open(1 << 20);
        assertThat(ids(page(log, ALL).events())).containsExactly(1L, 2L, 3L);
        assertThat(ids(page(log, latest(10)).events())).containsExactly(1L, 2L, 3L, 4L);
        List<Event> events = page(log, ALL).events();
        assertThat(events).hasSize(4);
        assertThat(events.getLast().kind()).isEqualTo("events-unreadable");
        assertThat(events.getLast().details()).containsEntry("lines", 2L);
    }

    @Test
    void strangeFilesAreLeftAlone() throws IOException {
        Files.createDirectories(directory());
        for (String name : List.of("events-01.jsonl", "events-.jsonl", "events-x.jsonl", "events--1.jsonl", "notes")) {
            Files.writeString(directory().resolve(name), "mine");
        }
        Files.writeString(directory().resolve("events-7.jsonl"), "");
        EventLog log = open(1 << 20);
        assertThat(log.append(event("web")).id()).isEqualTo(7);
        assertThat(ids(page(log, ALL).events())).containsExactly(7L);
        assertThat(files()).hasSize(6);
        assertThat(directory().resolve("notes")).hasContent("mine");
    }

    @Test
    void aFullDiskIsToldAndWhatMemoryHoldsIsWrittenLater() throws IOException {
        FaultyFiles files = new FaultyFiles(directory());
        EventLog log = open(files, 1 << 20, 1 << 16);
        append(log, 2);
        page(log, latest(1));
        files.fillUpTo(50);
        append(log, 3);
        List<Event> events = page(log, ALL).events();
        assertThat(ids(events)).startsWith(1L, 2L, 3L, 4L, 5L);
        page(log, latest(1));
        assertThat(log.troubles())
                .containsExactly("cannot write events to " + directory()
                        + ": ENOSPC (no space left on device); they are kept in memory until they can be written");
        files.repair();
        log.append(event("web"));
        List<Event> later = page(log, ALL).events();
        assertThat(kinds(page(log, ALL).events())).contains("events-unwritable").endsWith("events-writable");
        assertThat(later.getFirst().id()).isEqualTo(1);
        assertThat(log.troubles()).isEmpty();
        log.close();
        List<Event> onDisk = page(open(1 << 20), ALL).events();
        assertThat(ids(onDisk)).isEqualTo(range(1, 8));
        assertThat(onDisk.getLast().details()).containsEntry("lost", 0L);
    }

    @Test
    void whatFallsOutOfMemoryBeforeItIsWrittenIsCounted() {
        FaultyFiles files = new FaultyFiles(directory());
        EventLog log = open(files, 1 << 24, 1 << 20);
        files.breakWith("Read-only file system");
        for (int i = 0; i < 6; i++) {
            append(log, 1_000);
            page(log, latest(1));
        }
        assertThat(log.troubles()).singleElement().asString().contains("EROFS (read-only file system)");
        long oldest = page(log, latest(1)).oldest();
        files.repair();
        log.append(event("web"));
        page(log, latest(1));
        Event told = page(log, latest(1)).events().getFirst();
        assertThat(told.kind()).isEqualTo("events-writable");
        // One more fell out when the last one came.
        assertThat((Long) told.details().get("lost")).isBetween(oldest - 1, oldest + 1);
        log.close();
        EventLog again = open(1 << 24);
        List<Long> ids = ids(page(again, ALL).events());
        assertThat(ids).isEqualTo(range((Long) told.details().get("lost") + 1, told.id()));
    }

    @Test
    void aDirectoryThatGoesAwayIsMadeAgain() throws IOException {
        EventLog log = open(1 << 20);
        append(log, 2);
        page(log, latest(1));
        for (Path each : files()) {
            Files.delete(each);
        }
        Files.delete(directory());
        append(log, 2);
        assertThat(ids(page(log, ALL).events())).isEqualTo(range(1, 4));
        log.close();
        assertThat(ids(page(open(1 << 20), ALL).events())).isEqualTo(range(3, 4));
    }

    @Test
    void aFileThatSomebodyCutsShortIsGoneOnWithInAnother() throws IOException {
        EventLog log = open(1 << 20);
        append(log, 3);
        page(log, latest(1));
        Path file = files().getFirst();
        Files.writeString(file, Files.readAllLines(file).getFirst() + "\n");
        append(log, 1);
        log.close();
        assertThat(ids(page(open(1 << 20), ALL).events())).containsExactly(1L, 4L);
    }

    @Test
    void aDirectoryThatCannotBeReadAtFirstIsGoneOnWithLater() {
        EventLog before = open(1 << 20);
        append(before, 10);
        before.close();
        FaultyFiles files = new FaultyFiles(directory());
        files.hide("Permission denied");
        EventLog log = open(files, 1 << 20, 1 << 16);
        Event early = log.append(event("web"));
        assertThat(page(log, latest(5)).events()).contains(early);
        assertThat(log.troubles()).singleElement().asString().contains("EACCES");
        files.repair();
        log.append(event("web"));
        page(log, latest(1));
        Event late = log.append(event("web"));
        assertThat(late.id()).isGreaterThan(10);
        List<Long> ids = ids(page(log, ALL).events());
        assertThat(ids).startsWith(range(1, 10).toArray(Long[]::new)).contains(late.id());
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aDirectoryThatIsAFileIsATroubleAndNoFailure() throws IOException {
        Files.createDirectories(directory().getParent());
        Files.writeString(directory(), "in the way");
        EventLog log = open(1 << 20);
        Event first = log.append(event("web"));
        assertThat(page(log, latest(10)).events()).contains(first);
        assertThat(log.troubles()).singleElement().asString().contains("cannot write events to " + directory());
        assertThat(directory()).hasContent("in the way");
    }

    @Test
    void whenMoreComeThanCanBeTakenTheOldestAreDroppedAndCounted() {
        EventLog log = EventLog.open(Optional.of(new DirectoryFiles(directory())), 1 << 20, 1 << 16, 10, MAKER);
        opened.add(log);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Event> told = new CopyOnWriteArrayList<>();
        var _ = log.follow(ALL, EventFilter.ALL, event -> {
            told.add(event);
            if (event.id() == 1) {
                busy.countDown();
                await(goOn);
            }
        });
        log.append(event("web"));
        await(busy);
        append(log, 25);
        goOn.countDown();
        page(log, latest(1));
        List<Event> events = page(log, ALL).events();
        assertThat(ids(events))
                .isEqualTo(Stream.of(range(1, 1), range(17, 27))
                        .flatMap(List::stream)
                        .toList());
        assertThat(events.getLast().kind()).isEqualTo("events-lost");
        assertThat(events.getLast().details()).isEqualTo(Map.of("lost", 15L));
        assertThat(told).isEqualTo(events);
    }

    @Test
    void manyThreadsAppendAndNothingIsLostOrTornOrTwice() throws InterruptedException {
        EventLog log = open(1 << 24);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> append(log, 1_000)));
        }
        for (Thread each : threads) {
            each.join();
        }
        log.close();
        assertThat(ids(page(open(1 << 24), ALL).events())).isEqualTo(range(1, 4_000));
    }

    private static void awaitTold(EventLog log, List<Long> told, int count) {
        // Each question is answered after one step of those who are behind.
        for (int i = 0; i < 20 && told.size() < count; i++) {
            page(log, latest(1));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path directory() {
        return temporary.resolve("state/events");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.sorted((one, other) -> Long.compare(number(one), number(other)))
                    .toList();
        }
    }

    private static long number(Path file) {
        return Segment.first(file.getFileName().toString()).orElse(0L);
    }

    private long size() throws IOException {
        long size = 0;
        for (Path each : files()) {
            size += Files.size(each);
        }
        return size;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private EventLog open(long keepBytes) {
        EventLog log = EventLog.open(Optional.of(directory()), keepBytes, MAKER);
        opened.add(log);
        return log;
    }

    private EventLog open(long keepBytes, long segmentBytes) {
        return open(new DirectoryFiles(directory()), keepBytes, segmentBytes);
    }

    private EventLog open(EventFiles files, long keepBytes, long segmentBytes) {
        EventLog log = EventLog.open(Optional.of(files), keepBytes, segmentBytes, 8192, MAKER);
        opened.add(log);
        return log;
    }

    private static EventPage page(EventLog log, EventQuery query) {
        return log.page(query, EventFilter.ALL).join();
    }

    private static EventQuery latest(int count) {
        return new EventQuery(List.of(), OptionalLong.empty(), Optional.empty(), OptionalInt.of(count));
    }

    private void append(EventLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.append(event("web"));
        }
    }

    /** Return an event that is a second later than that before it. */
    private Event event(String program) {
        return new Event(
                0,
                START.plus(Duration.ofSeconds(seconds.incrementAndGet())),
                1.5,
                "exited",
                Optional.of(program),
                OptionalLong.of(3),
                Optional.empty(),
                Optional.of(new Event.Change("running", "backing-off", "it died early")),
                Tone.BAD,
                "exited with 3; \u4e16",
                Map.of("code", 3L));
    }

    private static List<Long> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    private static List<String> kinds(List<Event> events) {
        return events.stream().map(Event::kind).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
