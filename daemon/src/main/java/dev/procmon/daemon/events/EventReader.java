// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import dev.procmon.daemon.files.IoFailure;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads events, those that are in memory from there, older ones from disk. What cannot be read is left out, and told. On the thread of
 * the log only.
 */
final class EventReader {

    /** So many unreadable lines are remembered, so that none is counted twice. */
    private static final int UNREADABLE_MAX = 1000;

    private final EventMemory memory;
    private final Optional<EventStore> store;
    private final Set<Spot> unreadable = new TreeSet<>();
    private final Map<String, Long> fresh = new TreeMap<>();
    private final Map<String, String> failures = new HashMap<>();

    /** A line on disk. */
    private record Spot(long segment, long offset) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            int order = Long.compare(segment, other.segment);
            return order == 0 ? Long.compare(offset, other.offset) : order;
        }
    }

    EventReader(EventMemory memory, Optional<EventStore> store) {
        this.memory = memory;
        this.store = store;
    }

    /** Return the number of the oldest event that is kept, 0 where there is none. */
    long oldest() {
        List<Segment> segments = segments();
        for (Segment each : segments) {
            if (each.size() > 0) {
                return each.first();
            }
        }
        return memory.isEmpty() ? 0 : memory.first();
    }

    /** Return the number from which on there may be events of a time of day or later ones. */
    long firstSince(Instant since) {
        List<Segment> segments = segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            Optional<Instant> first = timeOfFirst(segments.get(i));
            if (first.isPresent() && first.get().isBefore(since)) {
                return segments.get(i).first();
            }
        }
        return 0;
    }

    /** Look at events, the oldest first, until one is enough. */
    void forwards(EventScan scan) {
        List<Segment> segments = segments();
        EventScan older =
                new EventScan(scan.from(), firstInMemory(scan.to()), scan.since(), scan.filter(), scan.found());
        for (int i = 0; i < segments.size(); i++) {
            boolean isBefore = i + 1 < segments.size() && segments.get(i + 1).first() <= older.from();
            if (!isBefore && segments.get(i).first() < older.to() && !read(segments.get(i), older, true)) {
                return;
            }
        }
        readMemory(memory.oldestFirst(), scan);
    }

    /** Look at events, the latest first, until one is enough. */
    void backwards(EventScan scan) {
        if (!readMemory(memory.latestFirst(), scan)) {
            return;
        }
        List<Segment> segments = segments();
        EventScan older =
                new EventScan(scan.from(), firstInMemory(scan.to()), scan.since(), scan.filter(), scan.found());
        for (int i = segments.size() - 1; i >= 0; i--) {
            boolean isAfter = segments.get(i).first() >= older.to();
            if (!isAfter && !read(segments.get(i), older, false)) {
                return;
            }
            if (segments.get(i).first() <= older.from()) {
                return;
            }
        }
    }

    /** Return what was found to be unreadable since the last call. */
    List<EventLogReport> unreadable() {
        List<EventLogReport> reports = new ArrayList<>();
        for (Map.Entry<String, Long> each : fresh.entrySet()) {
            reports.add(new EventLogReport.Unreadable(path(each.getKey()), each.getValue()));
        }
        fresh.clear();
        return reports;
    }

    /** Say of each file that cannot be read why. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (Map.Entry<String, String> each : failures.entrySet()) {
            troubles.add("cannot read events in " + path(each.getKey()) + ": " + each.getValue());
        }
        return troubles;
    }

    private boolean readMemory(Iterator<EventLine> lines, EventScan scan) {
        while (lines.hasNext()) {
            byte[] line = lines.next().bytes();
            if (scan.look(line, 0, line.length - 1) == EventScan.Verdict.ENOUGH) {
                return false;
            }
        }
        return true;
    }

    /** Read a segment. Return whether more is wanted. */
    private boolean read(Segment segment, EventScan scan, boolean forwards) {
        SegmentLines.Visitor visitor = (bytes, from, to, offset) -> {
            EventScan.Verdict verdict = scan.look(bytes, from, to);
            if (verdict == EventScan.Verdict.UNREADABLE) {
                count(segment, offset);
            }
            return verdict != EventScan.Verdict.ENOUGH;
        };
        try (SeekableByteChannel file = store.orElseThrow().read(segment)) {
            boolean wantsMore = forwards
                    ? SegmentLines.forwards(file, segment.size(), visitor)
                    : SegmentLines.backwards(file, segment.size(), visitor);
            failures.remove(segment.name());
            return wantsMore;
        } catch (IOException e) {
            failed(segment, e);
            return true;
        }
    }

    private Optional<Instant> timeOfFirst(Segment segment) {
        List<Instant> times = new ArrayList<>();
        SegmentLines.Visitor visitor = (bytes, from, to, _) -> {
            EventHead.time(bytes, from, to).ifPresent(times::add);
            return times.isEmpty();
        };
        try (SeekableByteChannel file = store.orElseThrow().read(segment)) {
            SegmentLines.forwards(file, segment.size(), visitor);
        } catch (IOException e) {
            failed(segment, e);
        }
        return times.isEmpty() ? Optional.empty() : Optional.of(times.getFirst());
    }

    private void failed(Segment segment, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            store.orElseThrow().forget(segment);
            failures.remove(segment.name());
        } else {
            failures.put(segment.name(), IoFailure.describe(failure));
        }
    }

    private void count(Segment segment, long offset) {
        if (unreadable.size() < UNREADABLE_MAX && unreadable.add(new Spot(segment.first(), offset))) {
            fresh.merge(segment.name(), 1L, Long::sum);
        }
    }

    private long firstInMemory(long to) {
        return memory.isEmpty() ? to : Math.min(to, memory.first());
    }

    private List<Segment> segments() {
        return store.isPresent() ? List.copyOf(store.get().segments()) : List.of();
    }

    private Path path(String name) {
        return store.orElseThrow().files().directory().resolve(name);
    }
}
