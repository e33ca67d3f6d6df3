// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.monitor.OutputTap;
import dev.procmon.core.output.LinePart;
import dev.procmon.core.output.LineSplitter;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.daemon.logs.LogFailure;
import dev.procmon.daemon.logs.LogState;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogFormat;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A store of output in memory. It numbers lines, and reads them as files are read. */
final class MemoryOutput implements OutputStore, OutputTap {

    final List<LogEntry> entries = new ArrayList<>();
    final Map<ProgramName, LogState> states = new HashMap<>();
    final List<String> done = new ArrayList<>();
    final List<LogFailure> failures = new ArrayList<>();
    long missed;
    int open;
    private final Supplier<Instant> clock;
    private final Set<String> programs = new LinkedHashSet<>();
    private final List<Runnable> listeners = new ArrayList<>();

    MemoryOutput(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** Write a line. */
    void write(String program, long run, String stream, byte[] bytes, boolean continued, boolean continuing) {
        programs.add(program);
        entries.add(new LogEntry(entries.size() + 1L, clock.get(), program, run, stream, bytes, continued, continuing));
        List.copyOf(listeners).forEach(Runnable::run);
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public OutputListener open(Program program, long run) {
        return new Run(program.name().value(), run);
    }

    private final class Run implements OutputListener {

        private final LineSplitter stdout;
        private final LineSplitter stderr;

        Run(String program, long run) {
            stdout = new LineSplitter(LineSplitter.LIMIT, (b, n, part) -> line(program, run, "stdout", b, n, part));
            stderr = new LineSplitter(LineSplitter.LIMIT, (b, n, part) -> line(program, run, "stderr", b, n, part));
        }

        private void line(String program, long run, String stream, byte[] bytes, int length, LinePart part) {
            write(program, run, stream, Arrays.copyOf(bytes, length), part.goesOn(), part.hasBegun());
        }

        @Override
        public void output(StdStream stream, ByteBuffer bytes) {
            (stream == StdStream.STDOUT ? stdout : stderr).feed(bytes);
        }

        @Override
        public void ended(StdStream stream) {
            (stream == StdStream.STDOUT ? stdout : stderr).finish();
        }
    }

    @Override
    public int sourcesSeen() {
        return programs.size();
    }

    @Override
    public List<LogSource> sources(Predicate<String> wanted) {
        List<LogSource> sources = new ArrayList<>();
        for (String each : programs) {
            if (wanted.test(each)) {
                sources.add(new LogSource(each, Path.of("/logs", each + ".log"), LogFormat.LINES, Optional.empty()));
            }
        }
        return sources;
    }

    @Override
    public Optional<LogState> state(ProgramName program) {
        return Optional.ofNullable(states.get(program));
    }

    @Override
    public Reading read(Collection<LogSource> sources, LogSelection selection) {
        open++;
        List<String> names = sources.stream().map(LogSource::program).toList();
        return new Cursor(entry -> names.contains(entry.program()) && isWanted(selection, entry));
    }

    private static boolean isWanted(LogSelection selection, LogEntry entry) {
        return entry.id() > selection.after().orElse(0)
                && (selection.since().isEmpty()
                        || !entry.time().isBefore(selection.since().get()))
                && (selection.until().isEmpty()
                        || entry.time().isBefore(selection.until().get()))
                && (selection.run().isEmpty() || selection.run().getAsLong() == entry.run())
                && (selection.stream().isEmpty() || selection.stream().get().equals(entry.stream()))
                && (selection.wanted().isEmpty() || selection.wanted().get().test(entry.bytes()));
    }

    private final class Cursor implements Reading {

        private final Predicate<LogEntry> wanted;
        private int at;

        Cursor(Predicate<LogEntry> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void last(int count) {
            int left = count;
            at = entries.size();
            while (at > 0 && left > 0) {
                at--;
                left -= wanted.test(entries.get(at)) ? 1 : 0;
            }
        }

        @Override
        public Optional<LogEntry> next() {
            while (at < entries.size()) {
                LogEntry each = entries.get(at++);
                if (wanted.test(each)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }

        @Override
        public long missed() {
            return missed;
        }

        @Override
        public void close() {
            open--;
        }
    }

    @Override
    public Runnable whenGrown(Runnable task) {
        listeners.add(task);
        return () -> listeners.remove(task);
    }

    @Override
    public CompletableFuture<List<LogFailure>> reopen(Predicate<String> wanted) {
        return did("reopened", wanted);
    }

    @Override
    public CompletableFuture<List<LogFailure>> rotate(Predicate<String> wanted) {
        return did("rotated", wanted);
    }

    private CompletableFuture<List<LogFailure>> did(String what, Predicate<String> wanted) {
        done.add(what + " " + programs.stream().filter(wanted).toList());
        return CompletableFuture.completedFuture(List.copyOf(failures));
    }
}
