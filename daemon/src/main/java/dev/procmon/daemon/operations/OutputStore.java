// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.logs.LogFailure;
import dev.procmon.daemon.logs.LogState;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Where the output of programs is kept, as those who do what is asked see it. From any thread; what reads files says so. */
public interface OutputStore {

    /** Return how many files were written so far: where that grows, {@link #sources} has more. Cheap. */
    int sourcesSeen();

    /**
     * Return the files of some programs, those of programs that were removed too as long as there are any. For a thread that may wait for a
     * disk.
     */
    List<LogSource> sources(Predicate<String> programs);

    /** Return what is to be said of the output of a program, if it is kept. */
    Optional<LogState> state(ProgramName program);

    /** Begin to read. Nothing is opened before the first line is asked for. */
    Reading read(Collection<LogSource> sources, LogSelection selection);

    /**
     * Have a task run soon after any file has grown; it must not block.
     *
     * @return ends that
     */
    Runnable whenGrown(Runnable task);

    /** Close the files of some programs and open them anew. Completes when that is done, with those that cannot be opened. */
    CompletableFuture<List<LogFailure>> reopen(Predicate<String> programs);

    /** Begin new files now. Completes when that is done, with those that cannot be written or rotated. */
    CompletableFuture<List<LogFailure>> rotate(Predicate<String> programs);

    /** Lines that are being read, merged, the oldest first. For one thread at a time; it may wait for a disk. */
    interface Reading extends AutoCloseable {

        /** Begin with the last so many of the lines that are there now and are wanted. To be called before the first {@link #next}. */
        void last(int count);

        /** Return the next line, or empty where there is none yet. Later calls go on from there. */
        Optional<LogEntry> next();

        /** Return how many bytes could not be read. */
        long missed();

        @Override
        void close();
    }
}
