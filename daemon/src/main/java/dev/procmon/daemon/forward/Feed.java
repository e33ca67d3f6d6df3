// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.daemon.logs.ClockSetBack;
import dev.procmon.logs.LineNumber;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogReader;
import dev.procmon.logs.LogSelection;
import dev.procmon.logs.LogSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The lines of one file for one receiver, after the one that it had last. Numbers say which these are, unless the clock was set back since:
 * then it is looked for where that one stands.
 */
final class Feed implements AutoCloseable {

    private final LogSource source;
    private final long after;
    private LogReader reader;
    private boolean hasBegun;
    private Optional<LogEntry> head = Optional.empty();
    private long missed;

    Feed(LogSource source, long after) {
        this.source = source;
        this.after = after;
        this.reader = open(OptionalLong.of(after));
    }

    /** Return the time after which it begins, if it has not begun and that time has not come yet. */
    Optional<Instant> aheadOf(Instant now) {
        boolean isAhead = !hasBegun && ClockSetBack.since(LineNumber.micros(after), now);
        return isAhead ? Optional.of(LineNumber.time(after)) : Optional.empty();
    }

    /**
     * Begin behind the line that the receiver had last, wherever it stands, or with a later one that stands before it; with all that is there, if
     * there is none of these any longer. All files are read for that.
     */
    void beginByPlace() {
        reopen();
        Optional<LogEntry> at = reader.next();
        while (at.isPresent() && at.get().id() < after) {
            at = reader.next();
        }
        if (at.isEmpty()) {
            reopen();
        }
        head = at.filter(each -> each.id() != after);
        hasBegun = true;
        // What is missing before that has been sent, or was told.
        missed = reader.missed();
    }

    private void reopen() {
        reader.close();
        reader = open(OptionalLong.empty());
    }

    private LogReader open(OptionalLong behind) {
        return LogReader.open(
                List.of(source),
                new LogSelection(
                        behind,
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
        hasBegun |= head.isPresent();
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
