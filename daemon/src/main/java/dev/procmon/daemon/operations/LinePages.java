// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.logs.LineSearch;
import dev.procmon.logs.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Reads the lines that programs have written, page by page. From any thread. */
final class LinePages {

    /** No page has more lines. */
    static final int LINES_MAX = 10_000;

    /** The bytes of one page as it is sent, but for its last line. */
    static final int BYTES_MAX = 4 << 20;

    private final OutputStore store;
    private final Desk desk;

    LinePages(OutputStore store, Desk desk) {
        this.store = store;
        this.desk = desk;
    }

    /**
     * Read a page. Refused where too many want one at the same time.
     *
     * @param programs of which programs; the patterns of the query are not looked at
     * @param page completed with it; the reading ends when somebody else has done that
     */
    void read(
            LogQuery query, Optional<LineSearch> search, Predicate<String> programs, CompletableFuture<LogPage> page) {
        work(page, () -> page.complete(read(query, programs, new LineFilter(query, search, page::isDone))));
    }

    /** Begin to follow, on a thread that may wait. Refused where too many read at the same time. */
    void begin(FollowedLines lines, CompletableFuture<Operations.Lines> begun) {
        work(begun, () -> {
            lines.begin();
            begun.complete(lines);
        });
    }

    private void work(CompletableFuture<?> answer, Runnable task) {
        boolean isToBeDone = desk.read(() -> {
            try {
                if (!answer.isDone()) {
                    task.run();
                }
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        if (!isToBeDone) {
            answer.completeExceptionally(new RefusedException(
                    RefusedException.Kind.BUSY, "too many ask for lines at the same time; try again"));
        }
    }

    private LogPage read(LogQuery query, Predicate<String> programs, LineFilter filter) {
        List<LogLine> lines = new ArrayList<>();
        LineMaker maker = new LineMaker();
        try (OutputStore.Reading reading = store.read(store.sources(programs), filter.selection())) {
            if (query.last().isPresent()) {
                reading.last(query.last().getAsInt());
            }
            long bytes = 0;
            for (Optional<LogEntry> next = reading.next(); next.isPresent(); next = reading.next()) {
                if (!filter.accepts(next.get())) {
                    continue;
                }
                if (lines.size() == LINES_MAX || bytes >= BYTES_MAX) {
                    return new LogPage(lines, true, reading.missed());
                }
                LogLine line = maker.of(next.get());
                bytes += LineSize.of(line);
                lines.add(line);
            }
            return new LogPage(lines, false, reading.missed());
        }
    }
}
