// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.OutputListener;
import dev.procmon.logs.LogSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Keeps the output of all programs of a supervisor in files.
 *
 * <p>Files are written on the output thread alone. Everything else here is for any thread.
 */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class LogStore {

    private LogStore() {}

    /**
     * Return who takes the output of one run, or empty where it is not kept. On the reactor thread, before the run is spawned.
     *
     * @param policy whose mode is one that is kept
     */
    public Optional<OutputListener> open(ProgramName program, long run, LogPolicy policy) {
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
}
