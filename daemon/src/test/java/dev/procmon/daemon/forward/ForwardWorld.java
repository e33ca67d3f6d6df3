// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogFormat;
import dev.procmon.logs.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Files that programs write, a clock that is moved, and a receiver that does as it is told. */
final class ForwardWorld implements ForwardedOutput {

    static final Instant BEGIN = Instant.parse("2026-12-01T03:00:00Z");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SEGMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    final Path directory;
    final FakeReceiver receiver = new FakeReceiver();
    final List<ForwardReport> reports = new ArrayList<>();
    final Map<String, Instant> since = new HashMap<>();
    final Set<String> others = new HashSet<>();
    ForwardCount count = new ForwardCount("central");
    Forward forward = forward(Forward.QUEUE_BYTES_STANDARD);
    Instant now = BEGIN;
    private final List<LogSource> sources = new ArrayList<>();

    ForwardWorld(Path directory) {
        this.directory = directory;
    }

    static Forward forward(long queue) {
        return new Forward("central", new Forward.Target.Journal(Path.of("/nowhere")), queue);
    }

    /** A program that is forwarded, from the beginning. */
    LogSource program(String name) {
        since.put(name, BEGIN);
        LogSource source = new LogSource(name, directory.resolve(name + ".log"), LogFormat.LINES, Optional.empty());
        sources.add(source);
        return source;
    }

    Wanted wanted() {
        return new Wanted(forward, since, others);
    }

    /** What a supervisor begins with; the next one is made when the former has ended. */
    ForwardWork work() {
        return new ForwardWork(
                wanted(), this, new Cursors(directory, "central"), count, () -> now, _ -> receiver, reports::add);
    }

    /** Write a line, a millisecond after the last one. */
    void write(LogSource to, String text) {
        pass(Duration.ofMillis(1));
        writeAt(now, to, text);
    }

    void writeAt(Instant time, LogSource to, String text) {
        String line = TIME.format(time) + " stdout F:1 " + text + "\n";
        try {
            Files.writeString(
                    to.file(), line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Begin a new file. Return the older one. */
    Path rotate(LogSource which) throws IOException {
        pass(Duration.ofMillis(1));
        Path older = which.file().resolveSibling(which.file().getFileName() + "." + SEGMENT.format(now));
        return Files.move(which.file(), older);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Do what is to be done until there is nothing more, or an attempt fails. */
    static Next settle(ForwardWork work) {
        Next next = work.step();
        while (next instanceof Next.Again) {
            next = work.step();
        }
        return next;
    }

    @Override
    public int sourcesSeen() {
        return sources.size();
    }

    @Override
    public List<LogSource> sources(Predicate<String> programs) {
        return sources.stream().filter(each -> programs.test(each.program())).toList();
    }

    @Override
    public AutoCloseable whenGrown(Runnable task) {
        return () -> {};
    }

    /** Takes lines as it is told, but no batch that begins with one that begins with {@code bad}. */
    static final class FakeReceiver implements Receiver {

        final List<String> taken = new ArrayList<>();
        final List<Integer> offered = new ArrayList<>();
        boolean isDead;

        /** How many lines it takes of a batch at the most. */
        int patience = Integer.MAX_VALUE;

        /** Whether it takes lines and then is gone before it has said so. */
        boolean breaksInTheMiddle;

        @Override
        public int send(List<LogEntry> lines) throws IOException {
            if (isDead) {
                throw new IOException("it is dead");
            }
            if (new String(lines.getFirst().bytes(), StandardCharsets.UTF_8).startsWith("bad")) {
                throw new LineRefusedException("it answers 400 to them");
            }
            offered.add(lines.stream().mapToInt(each -> each.bytes().length).sum());
            int count = Math.min(lines.size(), patience);
            for (LogEntry each : lines.subList(0, count)) {
                taken.add(each.program() + " " + new String(each.bytes(), StandardCharsets.UTF_8));
            }
            if (breaksInTheMiddle) {
                throw new IOException("it has hung up");
            }
            return count;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
