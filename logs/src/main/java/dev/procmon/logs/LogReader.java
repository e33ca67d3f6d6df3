// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of some sources, merged by their numbers, the oldest first; and goes on where they grow, across rotations. For one
 * thread at a time.
 *
 * <p>It has one file open for each that is named, and its index where there is one; and 64 KiB for each in which there is something to be
 * read, more only for longer lines and for a block of a compressed file. A thread that is interrupted while it reads gets an
 * {@link java.io.UncheckedIOException}.
 */
public final class LogReader implements AutoCloseable {
    private final ReadCount count = new ReadCount();
    private final Troubles troubles = new Troubles();
    private final List<FileReading> files = new ArrayList<>();

    /** Begin to read. Nothing is opened before the first line is asked for. */
    public static LogReader open(Collection<LogSource> sources, LogSelection selection) {
        return new LogReader(sources, selection);
    }

    private LogReader(Collection<LogSource> sources, LogSelection selection) {
        for (LogFile each : LogFile.of(sources)) {
            files.add(new FileReading(each, selection, count, troubles));
        }
    }

    /** Begin with the last so many of the lines that are there now and are wanted. To be called before the first {@link #next}. */
    public void last(int lines) {
        // The one before them is read as well: it says whether the first of them goes on with it.
        LastLines last = new LastLines(lines + 1L);
        files.forEach(each -> each.findLast(last));
        files.forEach(each -> each.startWithLast(last.first()));
        if (last.isFull()) {
            first().filter(each -> each.headId() == last.first()).ifPresent(FileReading::take);
        }
    }

    /** Say that nobody writes the files any more: what is left of a line at their ends is a line too. */
    public void atRest() {
        files.forEach(FileReading::atRest);
    }

    /**
     * Return the next line, or empty where there is none yet. Later calls go on from there: nothing is missed or repeated, whatever was
     * rotated, compressed or cut meanwhile.
     */
    public Optional<LogEntry> next() {
        Optional<FileReading> first = first();
        if (first.isEmpty()) {
            files.forEach(FileReading::read);
            first = first();
        }
        while (first.isPresent() && lookAgain(first.get().headTurn())) {
            first = first();
        }
        return first.map(FileReading::take);
    }

    /** Return the file with the earliest line, as far as they were read. */
    private Optional<FileReading> first() {
        Optional<FileReading> first = Optional.empty();
        long id = Long.MAX_VALUE;
        for (FileReading each : files) {
            if ((each.head().isPresent() || (!each.isAsleep() && each.read()))
                    && (first.isEmpty() || each.headId() < id)) {
                first = Optional.of(each);
                id = each.headId();
            }
        }
        return first;
    }

    /**
     * A file that had nothing may have got an earlier line by now, if the line that would be next was read later. Return whether there was such
     * a file.
     */
    private boolean lookAgain(long turn) {
        boolean looked = false;
        for (FileReading each : files) {
            if (each.isAsleep() && each.quietTurn() < turn) {
                each.read();
                looked = true;
            }
        }
        return looked;
    }

    /** Return how many bytes that were not read yet were deleted in the meantime, or could not be read, as far as that was seen. */
    public long missed() {
        return troubles.missedBytes();
    }

    /** Return a sentence for each file that could not be read, such as {@code cannot read /var/log/web.log.1.gz: a block is damaged}. */
    public List<String> troubles() {
        return troubles.sentences();
    }

    /** Return how many bytes of text have been read of all files, for the sake of which line ever. */
    long bytesRead() {
        return count.bytes();
    }

    @Override
    public void close() {
        files.forEach(FileReading::close);
    }
}
