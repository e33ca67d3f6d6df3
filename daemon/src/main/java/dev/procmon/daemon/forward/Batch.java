// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;
import dev.procmon.logs.LogSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** The lines that are on their way to a receiver: all that is kept of them in memory. */
final class Batch {

    /** What an entry takes beside its bytes, and what is made of it to be sent. */
    private static final int OVERHEAD = 256;

    private final List<LogEntry> entries = new ArrayList<>();
    private final Deque<LogSource> sources = new ArrayDeque<>();
    private long bytes;

    void add(LogEntry entry, LogSource source) {
        entries.add(entry);
        sources.add(source);
        bytes += size(entry);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Tell whether no more may be added, if so many bytes may be on their way. */
    boolean isFull(long bytesMax) {
        return bytes >= bytesMax;
    }

    List<LogEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * The first lines were taken.
     *
     * @param delivered told of each, with its file
     * @return how many bytes they have
     */
    long taken(int count, BiConsumer<LogSource, LogEntry> delivered) {
        long taken = 0;
        for (LogEntry each : entries.subList(0, count)) {
            delivered.accept(sources.remove(), each);
            bytes -= size(each);
            taken += each.bytes().length;
        }
        entries.subList(0, count).clear();
        return taken;
    }

    private static long size(LogEntry entry) {
        return (long) entry.bytes().length + OVERHEAD;
    }
}
