// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What could not be written of a file, in memory: whole lines, the oldest first. Of the first one a part may be in the file already; that
 * line is never dropped, so that what is in the file is never torn.
 */
final class Held {

    private final Deque<HeldLines> all = new ArrayDeque<>();
    private final Losses losses = new Losses();
    private long size;

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many bytes they take. */
    long size() {
        return size;
    }

    Losses losses() {
        return losses;
    }

    /** Hold the bytes that remain, which are whole lines. */
    void add(Origin origin, long stamp, ByteBuffer lines) {
        size += lines.remaining();
        HeldLines last = all.peekLast();
        if (last != null && last.takes(origin, lines.remaining())) {
            last.append(lines);
        } else if (lines.hasRemaining()) {
            all.addLast(new HeldLines(origin, stamp, lines));
        }
    }

    /** Hold the bytes that remain; so many of the first line are in the file already. */
    void addTorn(Origin origin, long stamp, ByteBuffer lines, int inFile) {
        size += lines.remaining();
        HeldLines added = new HeldLines(origin, stamp, lines);
        if (inFile > 0) {
            all.addLast(added.takeTorn(inFile));
        }
        if (added.size() > 0) {
            all.addLast(added);
        }
    }

    /** Hold a line before all others, of which so many bytes are in the file already. */
    void addFirstTorn(Origin origin, long stamp, ByteBuffer line, int inFile) {
        size += line.remaining();
        all.addFirst(new HeldLines(origin, stamp, line).takeTorn(inFile));
    }

    /** Tell whether a part of the first line is in the file already. */
    boolean isTorn() {
        return !all.isEmpty() && all.getFirst().done() > 0;
    }

    Optional<HeldLines> first() {
        return Optional.ofNullable(all.peekFirst());
    }

    /** Tell whether what is held ends with a line feed. */
    boolean endsLine() {
        HeldLines last = all.getLast();
        return last.text()[last.from() + last.size() - 1] == '\n';
    }

    /** So many bytes of the first lines have been written. */
    void wrote(int count) {
        HeldLines head = all.removeFirst();
        int inFile = head.done() + count;
        int whole = head.wholeWithin(inFile);
        size -= whole;
        head.take(whole);
        HeldLines torn = head;
        if (inFile > whole) {
            torn = head.takeTorn(inFile - whole);
        }
        if (head.size() > 0) {
            all.addFirst(head);
        }
        if (inFile > whole) {
            all.addFirst(torn);
        }
    }

    /** The file is another one, or was emptied: nothing of the first line is in it. */
    void restart() {
        first().ifPresent(HeldLines::restart);
    }

    /** Drop the oldest lines, as many as must be so that the rest is no greater than this. */
    void drop(long most) {
        HeldLines head = all.peekFirst();
        boolean pinned = head != null && head.done() > 0;
        if (pinned) {
            all.removeFirst();
        }
        while (size > most && !all.isEmpty()) {
            dropFrom(all.getFirst(), most);
        }
        if (pinned) {
            all.addFirst(head);
        }
    }

    /** Count all of it as lost, and forget it. */
    void lose() {
        restart();
        drop(0);
    }

    private void dropFrom(HeldLines lines, long most) {
        int count = 0;
        int last = 0;
        while (count < lines.size() && size - count > most) {
            last = count;
            count = LineMeasure.end(lines.text(), lines.from() + count, lines.from() + lines.size()) - lines.from();
        }
        losses.add(lines, count, last);
        lines.take(count);
        size -= count;
        if (lines.size() == 0) {
            all.removeFirst();
        }
    }
}
