// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.client.LogQuery;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.logs.LineSearch;
import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogSelection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Which lines a query asks for. A search may go through all files and find nothing, so that it can be broken off: for good, or to let others
 * have their turn. For one thread.
 */
final class LineFilter {

    /** So many bytes are looked at in one turn. */
    private static final int TURN_BYTES = 4 << 20;

    private final LogQuery query;
    private final Optional<LineSearch> search;
    private final BooleanSupplier isUnwanted;
    private long looked;
    private boolean takesTurns;
    /** So many lines are on their way to {@link #accepts} that only end a turn. */
    private int turnEnds;

    /**
     * Make it.
     *
     * @param search that of the query, see {@link #search}
     * @param isUnwanted tells whether nobody wants the answer any longer; then whoever reads gets a {@link CancellationException}
     */
    LineFilter(LogQuery query, Optional<LineSearch> search, BooleanSupplier isUnwanted) {
        this.query = query;
        this.search = search;
        this.isUnwanted = isUnwanted;
    }

    /** Return what a query searches for. Refused with what is wrong with it. */
    static Optional<LineSearch> search(LogQuery query) {
        try {
            return query.grep().map(LineSearch::of);
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at position " + e.getIndex();
            throw new RefusedException(
                    RefusedException.Kind.MALFORMED,
                    "parameter \"grep\": \"" + e.getPattern() + "\" is no regular expression: " + e.getDescription()
                            + where);
        }
    }

    /** Return what is to be read. What is left to {@link #accepts} is asked for each line, so that a turn comes to an end. */
    LogSelection selection() {
        Predicate<byte[]> wanted = this::isWanted;
        boolean counts = query.last().isPresent();
        return new LogSelection(
                query.after(),
                query.since(),
                query.until(),
                counts ? query.run() : OptionalLong.empty(),
                counts ? query.stream() : Optional.empty(),
                Optional.of(wanted));
    }

    /** Begin a turn, which ends with a line that is not accepted where it would take too long. */
    void beginTurn() {
        looked = 0;
        takesTurns = true;
    }

    /** Tell whether the turn has to end. */
    boolean isTurnOver() {
        return looked > TURN_BYTES;
    }

    /** Tell whether a line is one of those that are asked for. */
    boolean accepts(LogEntry entry) {
        if (turnEnds > 0 && search.isPresent() && !search.get().test(entry.bytes())) {
            turnEnds--;
            return false;
        }
        return (query.run().isEmpty() || query.run().getAsLong() == entry.run())
                && (query.stream().isEmpty() || query.stream().get().equals(entry.stream()));
    }

    private boolean isWanted(byte[] line) {
        if (isUnwanted.getAsBoolean()) {
            throw new CancellationException("nobody waits for these lines any longer");
        }
        looked += line.length + 1L;
        boolean isFound = search.isEmpty() || search.get().test(line);
        if (!isFound && takesTurns && isTurnOver()) {
            turnEnds++;
            return true;
        }
        return isFound;
    }
}
