// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A store with a clock that stands still until it is moved, whose tasks run when the test says so, in a directory of its own. */
final class LogWorld {

    static final Instant BEGIN = Instant.parse("2026-12-01T03:05:12Z");

    final List<LogReport> reports = new ArrayList<>();
    final LogStore store;
    Instant now = BEGIN;
    private final Path directory;
    private final List<Task> tasks = new ArrayList<>();

    private record Task(Instant due, Runnable task) {}

    LogWorld(Path directory) {
        this(directory, ZoneOffset.UTC);
    }

    LogWorld(Path directory, ZoneId zone) {
        this.directory = directory;
        this.store = new LogStore(
                Optional.of(directory.resolve("logs")),
                Optional.of(directory.resolve("log-sources.json")),
                () -> now,
                () -> zone,
                (delay, task) -> tasks.add(new Task(now.plus(delay), task)),
                reports::add,
                Runnable::run);
    }

    Path standard(String program) {
        return directory.resolve("logs").resolve(program + ".log");
    }

    /** Move the clock, and run what was to be done until then. */
    void pass(Duration time) {
        now = now.plus(time);
        List<Task> due = tasks.stream()
                .filter(task -> !task.due().isAfter(now))
                .sorted(Comparator.comparing(Task::due))
                .toList();
        tasks.removeAll(due);
        due.forEach(each -> each.task().run());
    }

    OutputListener open(String program, long run, LogPolicy policy) {
        return store.open(new ProgramName(program), run, policy).orElseThrow();
    }

    OutputListener open(String program, long run, LogPolicy policy, Stdio stdio) {
        return store.open(new ProgramName(program), run, policy, stdio).orElseThrow();
    }

    LogState state(String program) {
        return store.state(new ProgramName(program)).orElseThrow();
    }

    /** Write text to standard output, two milliseconds later than all before. */
    void write(OutputListener log, String text) {
        write(log, StdStream.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(OutputListener log, StdStream stream, String text) {
        write(log, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(OutputListener log, StdStream stream, byte[] bytes) {
        now = now.plusMillis(2);
        log.output(stream, ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    static void end(OutputListener log) {
        log.ended(StdStream.STDOUT);
        log.ended(StdStream.STDERR);
    }

    /** Return the segments of a file that are not compressed, the oldest first, without the one that is written. */
    static List<Path> segments(Path file) throws IOException {
        try (Stream<Path> all = Files.list(file.getParent())) {
            return all.filter(each ->
                            each.getFileName().toString().matches(file.getFileName() + "\\.\\d{8}T\\d{6}\\.\\d{6}Z"))
                    .sorted()
                    .toList();
        }
    }

    /** Return all that is in the segments and the file, in order. */
    static byte[] everything(Path file) throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        for (Path each : segments(file)) {
            all.write(Files.readAllBytes(each));
        }
        if (Files.exists(file)) {
            all.write(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }

    static String text(Path file) throws IOException {
        return new String(everything(file), StandardCharsets.UTF_8);
    }

    /** Return what the first run of a program has written to a file, put together again. */
    static String read(LogPolicy.Mode mode, Path file, String program) throws IOException {
        byte[] bytes = mode == LogPolicy.Mode.RAW
                ? Files.readAllBytes(file)
                : ReadBack.of(file).bytes(program + " 1 stdout");
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the lines of a file say, without their times: {@code stdout F:1 hello}. */
    static List<String> lines(Path file) throws IOException {
        return text(file).lines().map(line -> line.substring(28)).toList();
    }

    static LogPolicy lines(Optional<Path> file) {
        return policy(LogPolicy.Mode.LINES, file);
    }

    static LogPolicy raw(Path file) {
        return policy(LogPolicy.Mode.RAW, Optional.of(file));
    }

    static LogPolicy policy(LogPolicy.Mode mode, Optional<Path> file) {
        return new PolicyOf(mode, file).make();
    }

    /** A policy by parts: nothing is rotated but what is said here, and all is kept. */
    record PolicyOf(
            LogPolicy.Mode mode,
            Optional<Path> file,
            Optional<Path> errorFile,
            OptionalLong rotateBytes,
            Optional<Duration> rotateEvery,
            int keep,
            Optional<Duration> keepFor,
            OptionalLong keepTotal,
            LogPolicy.Compression compression,
            LogPolicy.OnFull onFull) {

        PolicyOf(LogPolicy.Mode mode, Optional<Path> file) {
            this(
                    mode,
                    file,
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    LogPolicy.KEEP_MAX,
                    Optional.empty(),
                    OptionalLong.empty(),
                    LogPolicy.Compression.NONE,
                    LogPolicy.OnFull.WAIT);
        }

        PolicyOf errorFile(Path other) {
            return new PolicyOf(
                    mode,
                    file,
                    Optional.of(other),
                    rotateBytes,
                    rotateEvery,
                    keep,
                    keepFor,
                    keepTotal,
                    compression,
                    onFull);
        }

        PolicyOf rotate(long bytes) {
            return new PolicyOf(
                    mode,
                    file,
                    errorFile,
                    OptionalLong.of(bytes),
                    rotateEvery,
                    keep,
                    keepFor,
                    keepTotal,
                    compression,
                    onFull);
        }

        PolicyOf rotateEvery(Duration every) {
            return new PolicyOf(
                    mode,
                    file,
                    errorFile,
                    rotateBytes,
                    Optional.of(every),
                    keep,
                    keepFor,
                    keepTotal,
                    compression,
                    onFull);
        }

        PolicyOf keep(int count) {
            return new PolicyOf(
                    mode, file, errorFile, rotateBytes, rotateEvery, count, keepFor, keepTotal, compression, onFull);
        }

        PolicyOf keepFor(Duration age) {
            return new PolicyOf(
                    mode,
                    file,
                    errorFile,
                    rotateBytes,
                    rotateEvery,
                    keep,
                    Optional.of(age),
                    keepTotal,
                    compression,
                    onFull);
        }

        PolicyOf keepTotal(long bytes) {
            return new PolicyOf(
                    mode,
                    file,
                    errorFile,
                    rotateBytes,
                    rotateEvery,
                    keep,
                    keepFor,
                    OptionalLong.of(bytes),
                    compression,
                    onFull);
        }

        PolicyOf compressed(LogPolicy.Compression how) {
            return new PolicyOf(mode, file, errorFile, rotateBytes, rotateEvery, keep, keepFor, keepTotal, how, onFull);
        }

        PolicyOf dropOldest() {
            return new PolicyOf(
                    mode,
                    file,
                    errorFile,
                    rotateBytes,
                    rotateEvery,
                    keep,
                    keepFor,
                    keepTotal,
                    compression,
                    LogPolicy.OnFull.DROP_OLDEST);
        }

        LogPolicy make() {
            return new LogPolicy(
                    mode,
                    file,
                    errorFile,
                    rotateBytes,
                    rotateEvery,
                    keep,
                    keepFor,
                    keepTotal,
                    compression,
                    onFull,
                    LogPolicy.Show.NO,
                    List.of());
        }
    }
}
