// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * The numbers of the last lines that are wanted, over some files. Each file is searched from its end, in chunks that are read forwards; it
 * need not be searched further when its lines are older than all that were found.
 */
final class LastLines {

    /** The order of the file that is written: behind all its parts. */
    static final long WRITTEN = Long.MAX_VALUE;

    private static final long CHUNK_MAX = 1 << 20;

    private final long count;
    private final PriorityQueue<Long> newest = new PriorityQueue<>();

    LastLines(long count) {
        this.count = count;
    }

    /** Return the number of the first of them; one behind all if there is none. */
    long first() {
        return newest.isEmpty() ? Long.MAX_VALUE : newest.peek();
    }

    /** Begin to search a file. */
    Search search(LineSelection selection) {
        return new Search(selection);
    }

    /** Tell whether as many were found as are wanted. */
    boolean isFull() {
        return newest.size() >= count;
    }

    private void offer(long id) {
        if (!isFull()) {
            newest.add(id);
        } else if (id > first()) {
            newest.remove();
            newest.add(id);
        }
    }

    /** A part of a file in which there are lines that are wanted, and the number of the last. */
    private record Place(long order, long lastId) {}

    /** The search of one file, and what it has found. */
    final class Search {
        private final LineSelection selection;
        private final Line line = new Line();
        private final List<Place> places = new ArrayList<>();
        private long newestId = Long.MIN_VALUE;

        Search(LineSelection selection) {
            this.selection = selection;
        }

        /** Return the number of the last line of the file, wanted or not. */
        long newestId() {
            return newestId;
        }

        /** Return the part in which the first of the last lines is that are in this file, if any is. */
        OptionalLong firstOrder() {
            OptionalLong found = OptionalLong.empty();
            for (Place each : places) {
                if (each.lastId() >= first() && (found.isEmpty() || each.order() < found.getAsLong())) {
                    found = OptionalLong.of(each.order());
                }
            }
            return found;
        }

        /** Search a part, each before those that were searched already. Return whether those before it are to be searched too. */
        boolean through(Lines lines, long order) throws IOException {
            long end = end(lines);
            long step = LineBuffer.SIZE;
            while (end > 0) {
                long start = lines.startBefore(end - step);
                if (start < end && !chunk(lines, start, end, order)) {
                    return false;
                }
                // One that is longer than the step is looked for with a greater one.
                step = start < end ? Math.min(step * 2, Math.max(step, CHUNK_MAX)) : step * 2;
                end = Math.min(start, end);
            }
            return true;
        }

        private long end(Lines lines) throws IOException {
            long size = lines.size();
            if (selection.untilMicros() == Long.MAX_VALUE || size == Long.MAX_VALUE || lines instanceof RawLines) {
                return size;
            }
            lines.seek(selection.untilMicros());
            return lines.buffer().nextOffset();
        }

        private boolean chunk(Lines lines, long start, long end, long order) throws IOException {
            lines.start(start);
            long firstId = Long.MAX_VALUE;
            long firstMicros = Long.MAX_VALUE;
            long found = Long.MIN_VALUE;
            while (read(lines, order != WRITTEN) && line.offset < end) {
                newestId = Math.max(newestId, line.id);
                firstId = Math.min(firstId, line.id);
                firstMicros = Math.min(firstMicros, line.micros);
                if (isWanted()) {
                    offer(line.id);
                    found = line.id;
                }
            }
            if (found != Long.MIN_VALUE) {
                places.add(new Place(order, found));
            }
            return !isBeforeAll(firstId, firstMicros);
        }

        private boolean read(Lines lines, boolean closed) throws IOException {
            return lines.next(line) || (closed && lines.rest(line));
        }

        /** Tell whether nothing that is before a line can be one of the last. */
        private boolean isBeforeAll(long id, long micros) {
            return (isFull() && id < first()) || micros < selection.sinceMicros() || id <= selection.afterId();
        }

        private boolean isWanted() {
            return selection.isBehindStart(line)
                    && line.micros < selection.untilMicros()
                    && selection.entry(line).isPresent();
        }
    }
}
