// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.config.LogPolicy;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.daemon.logs.LogReport;
import dev.procmon.daemon.logs.LogStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and following of real files, while a real store writes them; the test is its output thread. */
class StoredOutputTest {

    private static final ProgramName WEB = new ProgramName("web");

    @TempDir
    private Path directory;

    private final List<LogReport> reports = new ArrayList<>();
    private final DirectDesk desk = new DirectDesk();
    private LogStore store;
    private StoredOutput output;

    @BeforeEach
    void open() {
        store = new LogStore(
                Optional.of(directory.resolve("logs")),
                Optional.of(directory.resolve("log-sources.json")),
                () -> Instant.parse("2026-11-25T00:00:00Z"),
                () -> ZoneOffset.UTC,
                (delay, task) -> {
                    if (delay.isZero()) {
                        task.run();
                    }
                },
                reports::add);
        output = new StoredOutput(store);
    }

    @AfterEach
    void close() {
        store.close();
        assertThat(reports).isEmpty();
    }

    @Test
    void linesAreFollowedAcrossRotations() {
        OutputListener run = run(WEB, 1);
        FollowedLines lines = follow(everything());
        CompletableFuture<List<LogLine>> next = lines.next();
        write(run, "one\n");
        assertThat(texts(next)).containsExactly("one");

        var _ = store.rotate(_ -> true);
        CompletableFuture<List<LogLine>> afterRotation = lines.next();
        assertThat(afterRotation).isNotDone();
        write(run, "two\n");

        assertThat(texts(afterRotation)).containsExactly("two");
        lines.end();
    }

    @Test
    void eachLineIsToldOnceAndInOrderWhateverIsRotatedAndReopenedMeanwhile() {
        Random random = new Random(7);
        OutputListener run = run(WEB, 1);
        FollowedLines lines = follow(everything());
        List<String> told = new ArrayList<>();
        List<String> written = new ArrayList<>();
        CompletableFuture<List<LogLine>> next = lines.next();
        for (int i = 0; i < 500; i++) {
            written.add("line " + i);
            write(run, "line " + i + "\n");
            if (random.nextInt(20) == 0) {
                var _ = store.rotate(_ -> true);
            }
            if (random.nextInt(20) == 0) {
                var _ = store.reopen(_ -> true);
            }
            if (next.isDone() && random.nextBoolean()) {
                told.addAll(texts(next));
                next = lines.next();
            }
        }
        while (next.isDone()) {
            told.addAll(texts(next));
            next = lines.next();
        }

        assertThat(told).containsExactlyElementsOf(written);
        lines.end();
    }

    @Test
    void eachLineIsToldOnceWhenAReloadChangesTheFormat() {
        FollowedLines lines = follow(everything());
        CompletableFuture<List<LogLine>> next = lines.next();
        List<LogPolicy.Mode> modes =
                List.of(LogPolicy.Mode.LINES, LogPolicy.Mode.RAW, LogPolicy.Mode.JSON, LogPolicy.Mode.LINES);
        for (int run = 1; run <= modes.size(); run++) {
            LogPolicy policy = withMode(modes.get(run - 1));
            write(store.open(WEB, run, policy).orElseThrow(), "line " + run + "\n");
            assertThat(texts(next)).containsExactly("line " + run);
            next = lines.next();
            assertThat(next).isNotDone();
        }
        assertThat(page(everything()).lines())
                .extracting(LogLine::text)
                .containsExactly("line 1", "line 2", "line 3", "line 4");
        lines.end();
    }

    @Test
    void aProgramThatWritesForTheFirstTimeIsFollowedToo() {
        FollowedLines lines = follow(everything());
        CompletableFuture<List<LogLine>> next = lines.next();

        write(run(new ProgramName("db"), 1), "hello\n");

        assertThat(texts(next)).containsExactly("hello");
        lines.end();
    }

    @Test
    void pagesGoOnAfterTheLastLineOfTheOneBefore() {
        OutputListener run = run(WEB, 1);
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < 12_345; i++) {
            chunk.append("line ").append(i).append('\n');
        }
        write(run, chunk.toString());
        LogPage first = page(everything());
        assertThat(first.lines()).hasSize(10_000);
        assertThat(first.more()).isTrue();

        LogPage second =
                page(everything().from(OptionalLong.of(first.lines().getLast().id())));

        assertThat(second.lines()).hasSize(2_345);
        assertThat(second.more()).isFalse();
        assertThat(second.lines().getFirst().text()).isEqualTo("line 10000");
    }

    @Test
    void theLastLinesOfARunAreFoundBehindThoseOfALaterOne() {
        write(run(WEB, 1), "out of memory\n");
        write(run(WEB, 2), "started\n");

        List<LogLine> lines = new HostFacts(output, new UsageLook.OfHost()).lines(WEB, 1, Instant.EPOCH, 3);

        assertThat(lines).extracting(LogLine::text).containsExactly("out of memory");
    }

    private OutputListener run(ProgramName program, long run) {
        return store.open(program, run, LogPolicy.STANDARD).orElseThrow();
    }

    private static LogPolicy withMode(LogPolicy.Mode mode) {
        LogPolicy standard = LogPolicy.STANDARD;
        return new LogPolicy(
                mode,
                standard.file(),
                standard.errorFile(),
                standard.rotateBytes(),
                standard.rotateEvery(),
                standard.keep(),
                standard.keepFor(),
                standard.keepTotal(),
                standard.compression(),
                standard.onFull(),
                standard.show(),
                standard.forward());
    }

    private static void write(OutputListener run, String text) {
        // As capture has it: the bytes are outside of the heap.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length);
        run.output(StdStream.STDOUT, buffer.put(bytes).flip());
    }

    private FollowedLines follow(LogQuery query) {
        return new FollowedLines(output, desk, new Growth(output, desk), _ -> true, query, Optional.empty());
    }

    private LogPage page(LogQuery query) {
        CompletableFuture<LogPage> page = new CompletableFuture<>();
        new LinePages(output, desk).read(query, Optional.empty(), _ -> true, page);
        return page.join();
    }

    private static List<String> texts(CompletableFuture<List<LogLine>> lines) {
        assertThat(lines).isDone();
        return lines.join().stream().map(LogLine::text).toList();
    }

    private static LogQuery everything() {
        return new LogQuery(
                List.of(),
                OptionalLong.of(0),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
