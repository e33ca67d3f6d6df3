// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The latest events, as many as fit. On the thread of the log only. */
final class EventMemory {

    private static final int LINES_MAX = 4096;
    private static final int BYTES_MAX = 1024 * 1024;

    /** What an entry takes beside its bytes, about. */
    private static final int OVERHEAD = 56;

    private final ArrayDeque<EventLine> lines = new ArrayDeque<>();
    private int bytes;

    /** Keep a line; forget the oldest where there is no room. */
    void add(EventLine line) {
        lines.addLast(line);
        bytes += line.length() + OVERHEAD;
        while (lines.size() > LINES_MAX || (bytes > BYTES_MAX && lines.size() > 1)) {
            bytes -= lines.removeFirst().length() + OVERHEAD;
        }
    }

    void clear() {
        lines.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Return the number of the oldest; there must be one. */
    long first() {
        return lines.getFirst().id();
    }

    /** Return those with a greater number, the oldest first. */
    List<EventLine> after(long id) {
        List<EventLine> after = new ArrayList<>();
        Iterator<EventLine> latest = lines.descendingIterator();
        while (latest.hasNext()) {
            EventLine line = latest.next();
            if (line.id() <= id) {
                break;
            }
            after.add(line);
        }
        Collections.reverse(after);
        return after;
    }

    Iterator<EventLine> oldestFirst() {
        return lines.iterator();
    }

    Iterator<EventLine> latestFirst() {
        return lines.descendingIterator();
    }
}
