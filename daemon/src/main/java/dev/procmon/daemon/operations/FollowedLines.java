// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.daemon.api.Operations;
import dev.procmon.logs.LineSearch;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One who follows lines. All reading is done on the thread of those who follow, a little at a time; nothing is read that was not asked for.
 *
 * <p>Files that come later, of programs that are added or that write for the first time, are read from their beginning by a reader of their
 * own: the lines of one program are in order, those of several nearly so.
 */
final class FollowedLines implements Operations.Lines {

    private static final int LINES_MAX = 1_000;
    private static final int BYTES_MAX = 64 << 10;

    private final OutputStore store;
    private final Desk desk;
    private final Growth growth;
    private final Predicate<String> programs;
    private final LogQuery query;
    private final LineFilter filter;
    private final Runnable look = this::look;
    private final LineMaker maker = new LineMaker();
    private final Set<Output> known = new HashSet<>();
    private int seen = -1;
    private final List<OutputStore.Reading> readings = new ArrayList<>();
    private volatile @Nullable CompletableFuture<List<LogLine>> wanted;
    private volatile boolean hasEnded;

    /** Who writes where. In which format does not matter: whoever reads a file goes on over a change of that. */
    private record Output(String program, Path file) {}

    /** Make it; nothing is read yet. */
    FollowedLines(
            OutputStore store,
            Desk desk,
            Growth growth,
            Predicate<String> programs,
            LogQuery query,
            Optional<LineSearch> search) {
        this.store = store;
        this.desk = desk;
        this.growth = growth;
        this.programs = programs;
        this.query = query;
        this.filter = new LineFilter(query, search, this::hasEnded);
    }

    /** Tell whether it takes long to find where to begin. */
    boolean beginsAtTheEnd() {
        return query.last().isPresent();
    }

    /** Find where to begin. Before anything else, on a thread that may wait. */
    void begin() {
        openNewFiles(true);
    }

    @Override
    public CompletableFuture<List<LogLine>> next() {
        CompletableFuture<List<LogLine>> asked = new CompletableFuture<>();
        wanted = asked;
        desk.follow(look);
        return asked;
    }

    @Override
    public void end() {
        hasEnded = true;
        desk.follow(this::close);
    }

    private boolean hasEnded() {
        return hasEnded;
    }

    private void look() {
        CompletableFuture<List<LogLine>> asked = wanted;
        if (hasEnded || asked == null) {
            return;
        }
        try {
            List<LogLine> lines = read();
            if (!lines.isEmpty()) {
                wanted = null;
                asked.complete(lines);
            } else if (filter.isTurnOver()) {
                desk.follow(look);
            } else {
                await();
            }
        } catch (RuntimeException e) {
            asked.completeExceptionally(e);
        }
    }

    /** Wait for more; but more may have come before this was known. */
    private void await() {
        if (growth.await(look)) {
            look();
        }
    }

    private List<LogLine> read() {
        openNewFiles(false);
        filter.beginTurn();
        List<LogLine> lines = new ArrayList<>();
        int bytes = 0;
        for (OutputStore.Reading each : readings) {
            Optional<LogEntry> next = Optional.empty();
            while (lines.size() < LINES_MAX && bytes < BYTES_MAX && !filter.isTurnOver()) {
                next = each.next();
                if (next.isEmpty()) {
                    break;
                }
                if (filter.accepts(next.get())) {
                    lines.add(maker.of(next.get()));
                    bytes += next.get().bytes().length;
                }
            }
        }
        takeTurns();
        return lines;
    }

    /** One file that grows fast must not keep the others from being read. */
    private void takeTurns() {
        if (readings.size() > 1) {
            readings.addLast(readings.removeFirst());
        }
    }

    private void openNewFiles(boolean atTheEnd) {
        int now = store.sourcesSeen();
        if (now == seen) {
            return;
        }
        seen = now;
        List<LogSource> added = new ArrayList<>();
        for (LogSource each : store.sources(programs)) {
            if (known.add(new Output(each.program(), each.file()))) {
                added.add(each);
            }
        }
        if (!added.isEmpty()) {
            OutputStore.Reading reading = store.read(added, filter.selection());
            readings.add(reading);
            if (atTheEnd) {
                reading.last(query.last().orElseThrow());
            }
        }
    }

    private void close() {
        growth.forget(look);
        readings.forEach(OutputStore.Reading::close);
        readings.clear();
        known.clear();
    }
}
