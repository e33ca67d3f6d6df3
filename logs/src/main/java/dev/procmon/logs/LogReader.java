// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.util.Collection;
import java.util.Optional;

/**
 * Reads the lines of some sources, merged by their numbers, the oldest first; and goes on where they grow, across rotations. For one
 * thread at a time.
 */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class LogReader implements AutoCloseable {

    /** Begin to read. Nothing is opened before the first line is asked for. */
    public static LogReader open(Collection<LogSource> sources, LogSelection selection) {
        throw new UnsupportedOperationException();
    }

    private LogReader() {}

    /** Begin with the last so many of the lines that are there now and are wanted. To be called before the first {@link #next}. */
    public void last(int count) {
        throw new UnsupportedOperationException();
    }

    /**
     * Return the next line, or empty where there is none yet. Later calls go on from there: nothing is missed or repeated, whatever was
     * rotated, compressed or cut meanwhile.
     */
    public Optional<LogEntry> next() {
        throw new UnsupportedOperationException();
    }

    /** Return how many bytes that were not read yet were deleted in the meantime, or could not be read. */
    public long missed() {
        return 0;
    }

    @Override
    public void close() {}
}
