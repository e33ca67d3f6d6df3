// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.logs.LogFailure;
import dev.procmon.daemon.logs.LogState;
import dev.procmon.daemon.logs.LogStore;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogReader;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The files into which a supervisor writes. */
public record StoredOutput(LogStore store) implements OutputStore {

    @Override
    public int sourcesSeen() {
        return store.sourcesSeen();
    }

    @Override
    public List<LogSource> sources(Predicate<String> programs) {
        return store.sources(programs);
    }

    @Override
    public Optional<LogState> state(ProgramName program) {
        return store.state(program);
    }

    @Override
    public Reading read(Collection<LogSource> sources, LogSelection selection) {
        return new Files(LogReader.open(sources, selection));
    }

    @Override
    public Runnable whenGrown(Runnable task) {
        AutoCloseable told = store.whenGrown(task);
        return () -> {
            try {
                told.close();
            } catch (Exception e) {
                throw new IllegalStateException("nothing fails where somebody is told no more", e);
            }
        };
    }

    @Override
    public CompletableFuture<List<LogFailure>> reopen(Predicate<String> programs) {
        return store.reopen(programs);
    }

    @Override
    public CompletableFuture<List<LogFailure>> rotate(Predicate<String> programs) {
        return store.rotate(programs);
    }

    private record Files(LogReader reader) implements Reading {

        @Override
        public void last(int count) {
            reader.last(count);
        }

        @Override
        public Optional<LogEntry> next() {
            return reader.next();
        }

        @Override
        public long missed() {
            return reader.missed();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
