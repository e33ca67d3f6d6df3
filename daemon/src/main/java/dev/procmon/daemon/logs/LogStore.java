// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.logs.LogSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the output of all programs of a supervisor in files. Programs that name the same file share it, so that neither rotates it under
 * the other's hands, nor tears the other's lines; its settings are those that came last.
 *
 * <p>Files are written on the output thread alone. Everything else here is for any thread.
 */
public final class LogStore {

    /** The most that is kept in memory of a file that cannot be written, in bytes. */
    public static final int HELD_MAX = 1 << 20;

    private final Optional<StandardDirectory> directory;
    private final KnownSources sources;
    private final Growth growth = new Growth();
    private final Upkeep upkeep;
    private final Later later;
    private final Desk desk;
    private final Map<Path, LogFile> files = new ConcurrentHashMap<>();
    private final Map<ProgramName, ProgramCount> counts = new ConcurrentHashMap<>();

    /**
     * Make it. Nothing is opened before there is something to write, but the directory is made.
     *
     * @param directory where files are kept whose programs name none, the {@code logs} of an instance; where empty, those are not kept
     * @param sourcesFile where it is written which program writes which file, see {@link dev.procmon.logs.LogSources}
     * @param zone of the host, for rotation at midnight; asked for when a file is rotated for its age
     * @param reports told of troubles, on the output thread; of the directory, on the thread that calls this
     */
    public LogStore(
            Optional<Path> directory,
            Optional<Path> sourcesFile,
            InstantSource clock,
            Supplier<ZoneId> zone,
            Later later,
            Consumer<LogReport> reports) {
        this(directory, sourcesFile, clock, zone, later, reports, new Background());
    }

    /** The same with a thread of the caller's for what is done in the background. */
    LogStore(
            Optional<Path> directory,
            Optional<Path> sourcesFile,
            InstantSource clock,
            Supplier<ZoneId> zone,
            Later later,
            Consumer<LogReport> reports,
            Executor background) {
        this.directory = directory.isPresent() ? StandardDirectory.make(directory.get(), reports) : Optional.empty();
        this.sources = new KnownSources(sourcesFile);
        this.upkeep = new Upkeep(background, clock, later, reports);
        this.later = later;
        this.desk = new Desk(clock, zone, later, reports, growth, upkeep);
    }

    /**
     * Return who takes the output of one run, or empty where it is not kept. On the reactor thread, before the run is spawned.
     *
     * @param policy whose mode is one that is kept
     */
    public Optional<OutputListener> open(ProgramName program, long run, LogPolicy policy) {
        return open(program, run, policy, Stdio.CAPTURED);
    }

    /**
     * As {@link #open(ProgramName, long, LogPolicy)}, for a run of which it is known how its streams are connected: what is kept as it
     * was written is moved by the kernel where all of it comes in one stream.
     */
    public Optional<OutputListener> open(ProgramName program, long run, LogPolicy policy, Stdio stdio) {
        Optional<Path> path =
                policy.file().isPresent() ? Optional.of(normal(policy.file().get())) : standard(program);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Path errors = policy.errorFile().isPresent() ? normal(policy.errorFile().get()) : path.get();
        return Optional.of(runLog(program, run, policy, file(path.get(), policy), file(errors, policy), stdio));
    }

    /** Say that a run begins whose output is not kept: it waits for none of the files of those before it. On the reactor thread. */
    public void beginUnkept(ProgramName program) {
        ProgramCount count = counts.get(program);
        if (count != null) {
            count.beginUnkept();
        }
    }

    /**
     * Say that a program has other settings now. Its files have them at once, if it is to write to these, in the same format; all else
     * its next run has.
     */
    public void apply(ProgramName program, LogPolicy policy) {
        ProgramCount count = counts.get(program);
        if (count == null || !policy.mode().isKept()) {
            return;
        }
        Optional<Path> path =
                policy.file().isPresent() ? Optional.of(normal(policy.file().get())) : standard(program);
        Optional<Path> errors = policy.errorFile().map(LogStore::normal);
        for (LogFile each : count.files()) {
            boolean isWritten = Optional.of(each.path()).equals(path)
                    || Optional.of(each.path()).equals(errors);
            if (isWritten && each.policy().mode() == policy.mode()) {
                each.apply(policy);
            }
        }
    }

    /** Return how many files runs were given so far: where that grows, {@link #sources} has more. Cheap. */
    public int sourcesSeen() {
        return sources.seen();
    }

    /** Return the files of some programs, those of programs that were removed too as long as there are any. May read a file. */
    public List<LogSource> sources(Predicate<String> programs) {
        return sources.of(programs);
    }

    /** Return what is to be said of the output of a program, if any of its runs had any. */
    public Optional<LogState> state(ProgramName program) {
        return Optional.ofNullable(counts.get(program)).map(ProgramCount::state);
    }

    /**
     * Have a task run, on the output thread, soon after any file has grown; it must not block. Many bytes may come between two of them.
     *
     * @return ends that
     */
    public AutoCloseable whenGrown(Runnable task) {
        return growth.follow(task);
    }

    /**
     * Close the files of some programs and open them anew, as logrotate(8) asks for: at once where there is one, else with the next byte.
     * Completes when that is done, with those that cannot be opened.
     */
    public CompletableFuture<List<LogFailure>> reopen(Predicate<String> programs) {
        return onOutput(programs, LogFile::reopen);
    }

    /**
     * Begin new files now, as if it was time for it; where a line has been begun, before the next line. A file without a byte stays.
     * Completes when that is done, with those that cannot be written or rotated.
     */
    public CompletableFuture<List<LogFailure>> rotate(Predicate<String> programs) {
        return onOutput(programs, LogFile::rotateSoon);
    }

    /**
     * Write what is in memory once more, say what is lost, and close all files; what is written later opens them again. On the output
     * thread, or when that has ended.
     */
    public void close() {
        for (LogFile each : files.values()) {
            each.close();
        }
        upkeep.close();
        sources.run();
    }

    private OutputListener runLog(
            ProgramName program, long run, LogPolicy policy, LogFile out, LogFile err, Stdio stdio) {
        ProgramCount count = count(program);
        count.addFile(out);
        count.addFile(err);
        boolean apart = out != err;
        addSource(program, out, policy, apart ? Optional.of("stdout") : Optional.empty());
        if (apart) {
            addSource(program, err, policy, Optional.of("stderr"));
        }
        RunWriters writers = new RunWriters(program, run, policy, count, desk);
        StreamWriter stdout = writers.writer(out, false);
        StreamWriter stderr = writers.writer(err, true);
        RunLog log = new RunLog(run, count, new OpenStream(out, stdout), new OpenStream(err, stderr), sources, desk);
        count.begin(log);
        boolean isOneStream = apart || stdio == Stdio.MERGED || stdio == Stdio.TERMINAL;
        return isOneStream && stdout instanceof RawStream first && stderr instanceof RawStream second
                ? new MovedRunLog(log, first, second, desk)
                : log;
    }

    private Optional<Path> standard(ProgramName program) {
        return directory.isPresent() ? Optional.of(directory.get().file(program)) : Optional.empty();
    }

    private void addSource(ProgramName program, LogFile file, LogPolicy policy, Optional<String> stream) {
        sources.add(new LogSource(program.value(), file.path(), Upkeep.format(policy), stream));
    }

    private LogFile file(Path path, LogPolicy policy) {
        LogFile present = files.get(path);
        if (present == null) {
            present = new LogFile(path, policy, desk);
            files.put(path, present);
        }
        present.policy(policy);
        return present;
    }

    private ProgramCount count(ProgramName program) {
        ProgramCount present = counts.get(program);
        if (present == null) {
            present = new ProgramCount();
            counts.put(program, present);
        }
        return present;
    }

    /**
     * Do something to the files of some programs.
     *
     * @param action returns why it could not be done, if so
     */
    private CompletableFuture<List<LogFailure>> onOutput(
            Predicate<String> programs, Function<LogFile, Optional<String>> action) {
        Set<LogFile> wanted = new LinkedHashSet<>();
        counts.forEach((program, count) -> {
            if (programs.test(program.value())) {
                wanted.addAll(count.files());
            }
        });
        CompletableFuture<List<LogFailure>> done = new CompletableFuture<>();
        later.after(Duration.ZERO, () -> {
            List<LogFailure> failures = new ArrayList<>();
            for (LogFile each : wanted) {
                action.apply(each).ifPresent(cause -> failures.add(new LogFailure(each.path(), cause)));
            }
            done.complete(failures);
        });
        return done;
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
