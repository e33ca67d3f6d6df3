// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * What could not be written of a file, in memory: whole lines, or in a raw file the pieces of some, the oldest first. Of the first line a
 * part may be in the file already; that line is never dropped, so that what is in the file is never torn.
 */
final class Held {

    /** What the objects around some lines cost beside their text, in bytes. */
    private static final int OVERHEAD = 96;

    private static final byte[] NONE = {};

    private final Deque<HeldLines> all = new ArrayDeque<>();
    private final Losses losses = new Losses();
    private final HeldMemory memory;
    private long size;
    private byte[] timeInFile = NONE;

    /** The beginning of a raw line was dropped: so is the rest of it. */
    private boolean isCut;

    /** Hold nothing, in what all files have together. */
    Held(HeldMemory memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many bytes of memory they take. */
    long size() {
        return size;
    }

    Losses losses() {
        return losses;
    }

    /** Hold the bytes that remain. */
    void add(Origin origin, long stamp, ByteBuffer lines) {
        if (!lines.hasRemaining()) {
            return;
        }
        HeldLines last = all.peekLast();
        if (last != null && last.takes(origin, lines.remaining())) {
            weigh(lines.remaining());
            last.append(lines);
        } else {
            addLast(new HeldLines(origin, stamp, lines));
        }
        if (isCut) {
            drop(Long.MAX_VALUE, false);
        }
    }

    /** Hold what is left of a chunk that was written in part; so many bytes of the first line are in the file already. */
    void addRest(Origin origin, long stamp, ByteBuffer lines, int inFile) {
        HeldLines added = new HeldLines(origin, stamp, lines);
        timeInFile = added.timeAt(0);
        if (inFile > 0) {
            addLast(added.takeFirst(inFile));
        }
        if (added.size() > 0) {
            addLast(added);
        }
    }

    /** Hold a line before all others, of which so many bytes are in the file already. */
    void addFirstTorn(Origin origin, long stamp, ByteBuffer line, int inFile) {
        addFirst(new HeldLines(origin, stamp, line).takeFirst(inFile));
    }

    Optional<HeldLines> first() {
        return Optional.ofNullable(all.peekFirst());
    }

    /** Tell whether a part of the first line is in the file already. */
    boolean isTorn() {
        return !all.isEmpty() && all.getFirst().done() > 0;
    }

    /** Tell whether what is held ends with a line feed. */
    boolean endsLine() {
        return all.getLast().endsLine();
    }

    /** Tell whether the first line has the same time as the last in the file: it must not be in another file then, for it is counted there. */
    boolean hasTimeOfFile() {
        return timeInFile.length > 0 && Arrays.equals(timeInFile, all.getFirst().timeAt(0));
    }

    /** A line with this time has been written by somebody else. */
    void timeInFile(byte[] time) {
        timeInFile = time;
    }

    /** So many bytes of the first lines have been written. */
    void wrote(int count) {
        HeldLines head = removeFirst();
        int inFile = head.done() + count;
        timeInFile = head.timeAt(inFile - 1);
        int whole = head.wholeWithin(inFile);
        head.take(whole);
        HeldLines torn = head;
        if (inFile > whole) {
            torn = head.takeFirst(inFile - whole);
        }
        if (head.size() > 0) {
            addFirst(head);
        }
        if (inFile > whole) {
            addFirst(torn);
        }
    }

    /** The file is another one, or was emptied: nothing of the first line is in it. */
    void restart() {
        first().ifPresent(HeldLines::restart);
        timeInFile = NONE;
    }

    /**
     * Drop the oldest lines, as many as must be so that the rest is no greater than this.
     *
     * @param isWithinLine whether the file ends within a line: then the first one here is its rest, and stays
     */
    void drop(long most, boolean isWithinLine) {
        Deque<HeldLines> pinned = new ArrayDeque<>();
        boolean isPinned = isWithinLine;
        while (isPinned && !all.isEmpty()) {
            HeldLines head = removeFirst();
            HeldLines line = head.done() > 0 ? head : head.takeFirst(0);
            if (line != head && head.size() > 0) {
                addFirst(head);
            }
            pinned.addFirst(line);
            isPinned = !line.endsLine();
        }
        long room = most;
        for (HeldLines each : pinned) {
            room -= each.size() + OVERHEAD;
        }
        while (!all.isEmpty() && (isCut || size > room)) {
            dropFrom(removeFirst(), room);
        }
        pinned.forEach(this::addFirst);
    }

    /** All of it has been written, and told what was lost. */
    void settle() {
        losses.clear();
        timeInFile = NONE;
        isCut = false;
    }

    /** Count all of it as lost, and forget it. */
    void lose() {
        restart();
        drop(0, false);
        isCut = false;
    }

    private void dropFrom(HeldLines lines, long most) {
        int count = 0;
        int last = 0;
        while (count < lines.size() && (isCut || size + OVERHEAD + lines.size() - count > most)) {
            last = count;
            count = LineMeasure.end(lines.text(), lines.from() + count, lines.from() + lines.size()) - lines.from();
            isCut = lines.text()[lines.from() + count - 1] != '\n';
        }
        losses.add(lines, count, last);
        lines.take(count);
        if (lines.size() > 0) {
            addFirst(lines);
        }
    }

    private void addFirst(HeldLines lines) {
        all.addFirst(lines);
        weigh(lines.size() + OVERHEAD);
    }

    private void addLast(HeldLines lines) {
        all.addLast(lines);
        weigh(lines.size() + OVERHEAD);
    }

    private HeldLines removeFirst() {
        HeldLines head = all.removeFirst();
        weigh(-head.size() - OVERHEAD);
        return head;
    }

    private void weigh(long more) {
        size += more;
        memory.add(more);
    }
}
