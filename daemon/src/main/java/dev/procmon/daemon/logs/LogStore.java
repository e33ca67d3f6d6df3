// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.program.Stdio;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.logs.LogSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps the output of all programs of a supervisor in files.
 *
 * <p>Files are written on the output thread alone. Everything else here is for any thread.
 */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class LogStore {

    /** The most that is kept in memory of a file that cannot be written, in bytes. */
    public static final int HELD_MAX = 1 << 20;

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
        throw new UnsupportedOperationException();
    }

    /**
     * Return who takes the output of one run, or empty where it is not kept. On the reactor thread, before the run is spawned.
     *
     * @param policy whose mode is one that is kept
     */
    public Optional<OutputListener> open(ProgramName program, long run, LogPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #open(ProgramName, long, LogPolicy)}, for a run of which it is known how its streams are connected: what is kept as it
     * was written is moved by the kernel where all of it comes in one stream.
     */
    public Optional<OutputListener> open(ProgramName program, long run, LogPolicy policy, Stdio stdio) {
        throw new UnsupportedOperationException();
    }

    /** Return the files of some programs, those of programs that were removed too as long as there are any. */
    public List<LogSource> sources(Predicate<String> programs) {
        throw new UnsupportedOperationException();
    }

    /** Return what is to be said of the output of a program, if any of its runs had any. */
    public Optional<LogState> state(ProgramName program) {
        throw new UnsupportedOperationException();
    }

    /**
     * Have a task run, on the output thread, soon after any file has grown; it must not block. Many bytes may come between two of them.
     *
     * @return ends that
     */
    public AutoCloseable whenGrown(Runnable task) {
        throw new UnsupportedOperationException();
    }

    /** Close the files of some programs and open them anew with the next byte, as logrotate(8) asks for. Completes when that is done. */
    public CompletableFuture<Void> reopen(Predicate<String> programs) {
        throw new UnsupportedOperationException();
    }

    /** Begin new files now, as if it was time for it. Completes when that is done. */
    public CompletableFuture<Void> rotate(Predicate<String> programs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Write what is in memory once more, say what is lost, and close all files; what is written later opens them again. On the output
     * thread, or when that has ended.
     */
    public void close() {
        throw new UnsupportedOperationException();
    }
}
