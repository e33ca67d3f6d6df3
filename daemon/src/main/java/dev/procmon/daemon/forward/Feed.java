// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogReader;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The lines of one file for one receiver, after the one that it had last. */
final class Feed implements AutoCloseable {

    private final LogSource source;
    private final LogReader reader;
    private Optional<LogEntry> head = Optional.empty();
    private long missed;

    Feed(LogSource source, long after) {
        this.source = source;
        this.reader = LogReader.open(
                List.of(source),
                new LogSelection(
                        OptionalLong.of(after),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    LogSource source() {
        return source;
    }

    /** Tell whether there is a line, after a look at the file where none is known. */
    boolean look() {
        if (head.isEmpty()) {
            head = reader.next();
        }
        return head.isPresent();
    }

    /** Return the number of the next line, which there must be. */
    long id() {
        return head.orElseThrow().id();
    }

    LogEntry take() {
        LogEntry taken = head.orElseThrow();
        head = Optional.empty();
        return taken;
    }

    /** Return how many bytes were found to be deleted before they were read, since the last call. */
    long missed() {
        long before = missed;
        missed = reader.missed();
        return missed - before;
    }

    @Override
    public void close() {
        reader.close();
    }
}
