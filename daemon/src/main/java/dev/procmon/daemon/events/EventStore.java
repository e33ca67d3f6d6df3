// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The event log on disk: segments, of which the last grows and the oldest is deleted when all together are too large. Nothing is
 * synced: what was written survives the end of procmon in every form, but not that of the kernel. On the thread of the log only.
 */
final class EventStore {

    private static final int CHUNK = 64 * 1024;

    private final EventFiles files;
    private final long keepBytes;
    private final long segmentBytes;
    private final SegmentWriter writer;
    private final List<Segment> segments = new ArrayList<>();
    private long lastId;

    /**
     * Make it; nothing is looked at before {@link #recover}.
     *
     * @param keepBytes how large all segments may be together
     * @param segmentBytes when a segment is full
     */
    EventStore(EventFiles files, long keepBytes, long segmentBytes) {
        this.files = files;
        this.keepBytes = keepBytes;
        this.segmentBytes = segmentBytes;
        this.writer = new SegmentWriter(files);
    }

    /** What an earlier supervisor has left. */
    record Left(long lastId, Optional<EventLogReport> torn) {}

    /** Look what is there. */
    Left recover() throws IOException {
        segments.clear();
        TreeSet<Long> firsts = new TreeSet<>();
        for (String name : files.names()) {
            Segment.first(name).ifPresent(firsts::add);
        }
        for (long first : firsts) {
            Segment named = new Segment(first, 0);
            OptionalLong size = files.size(named.name());
            if (size.isPresent()) {
                segments.add(named.sized(size.getAsLong()));
            }
        }
        return segments.isEmpty() ? new Left(0, Optional.empty()) : measureLast();
    }

    List<Segment> segments() {
        return segments;
    }

    SeekableByteChannel read(Segment segment) throws IOException {
        return files.read(segment.name());
    }

    EventFiles files() {
        return files;
    }

    /** Forget a segment that is not there any longer. */
    void forget(Segment segment) {
        segments.remove(segment);
    }

    /** Return the number of the last event that was written. */
    long lastId() {
        return lastId;
    }

    /** Write lines. Where it fails, {@link #lastId} tells which were. */
    void write(List<EventLine> lines) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long chunkLast = lastId;
        boolean isOpen = false;
        try {
            for (EventLine line : lines) {
                if (!isOpen || isFull(chunk.position(), line)) {
                    flush(chunk, chunkLast);
                    open(line);
                    isOpen = true;
                }
                if (line.length() > chunk.remaining()) {
                    flush(chunk, chunkLast);
                }
                if (line.length() > chunk.capacity()) {
                    append(ByteBuffer.wrap(line.bytes()), line.id());
                } else {
                    chunk.put(line.bytes());
                }
                chunkLast = line.id();
            }
            flush(chunk, chunkLast);
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    void close() {
        writer.close();
    }

    /** Find the end of the last whole line of the last segment, and the number in it. */
    private Left measureLast() throws IOException {
        Segment last = segments.getLast();
        Ending ending = new Ending();
        try (SeekableByteChannel file = files.read(last.name())) {
            SegmentLines.backwards(file, last.size(), ending);
        }
        long torn = last.size() - ending.end;
        segments.set(segments.size() - 1, last.sized(ending.end));
        // The number of an event that was not whole is not used again: somebody may have been told of it.
        long skipped = ending.unreadable + (torn > 0 ? 1 : 0);
        lastId = Math.max(ending.id, last.first() - 1) + skipped;
        return new Left(
                lastId,
                torn > 0
                        ? Optional.of(new EventLogReport.Torn(files.directory().resolve(last.name()), torn))
                        : Optional.empty());
    }

    private boolean isFull(int waiting, EventLine line) {
        long used = segments.getLast().size() + waiting;
        return used > 0 && used + line.length() > segmentBytes;
    }

    /** Open the segment into which a line goes. */
    private void open(EventLine line) throws IOException {
        if (segments.isEmpty() || !isOpenedAgain() || isFull(0, line)) {
            Segment next = new Segment(line.id(), 0);
            writer.create(next);
            segments.add(next);
        }
    }

    /** Open the last segment. Where somebody has taken it away or cut it short, go on without it. */
    private boolean isOpenedAgain() throws IOException {
        Segment last = segments.getLast();
        if (writer.reopen(last)) {
            return true;
        }
        segments.removeLast();
        OptionalLong size = files.size(last.name());
        if (size.isPresent()) {
            segments.add(last.sized(size.getAsLong()));
        }
        return false;
    }

    private void flush(ByteBuffer chunk, long id) throws IOException {
        if (chunk.position() > 0) {
            append(chunk.flip(), id);
            chunk.clear();
        }
    }

    private void append(ByteBuffer bytes, long id) throws IOException {
        int count = bytes.remaining();
        deleteOldest(count);
        writer.append(bytes);
        Segment last = segments.removeLast();
        segments.add(last.sized(last.size() + count));
        lastId = id;
    }

    private void deleteOldest(int more) throws IOException {
        long size = more;
        for (Segment each : segments) {
            size += each.size();
        }
        while (size > keepBytes && segments.size() > 1) {
            Segment oldest = segments.getFirst();
            files.delete(oldest.name());
            segments.removeFirst();
            size -= oldest.size();
        }
    }

    /** Finds the last event of a file, from its end. */
    private static final class Ending implements SegmentLines.Visitor {

        private long end;
        private long id;
        private long unreadable;

        @Override
        public boolean line(byte[] bytes, int from, int to, long offset) {
            end = Math.max(end, offset + to - from + 1);
            OptionalLong found = EventHead.id(bytes, from, to);
            if (found.isEmpty()) {
                unreadable++;
                return true;
            }
            id = found.getAsLong();
            return false;
        }
    }
}
