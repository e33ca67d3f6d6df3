// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LineNumber;
import java.nio.ByteBuffer;

/**
 * Lines on their way into a file: gathers those of one chunk, gives each its time, so that no number comes twice, and has the file rotated
 * before a line that would make it too great.
 */
final class Gathering {

    private final LogFile file;
    private final Origin origin;
    private final Desk desk;
    private long stamp;
    private int left;

    Gathering(LogFile file, Origin origin, Desk desk) {
        this.file = file;
        this.origin = origin;
        this.desk = desk;
    }

    /** A chunk begins. */
    void begin() {
        stamp = file.begin(origin.format());
        left = LineNumber.LINES_PER_TIME;
    }

    /** The time of the lines to come in microseconds. It may be another one after each call of a method here. */
    long stamp() {
        return stamp;
    }

    /** How many lines may have this time still: at least one. */
    int left() {
        return left;
    }

    /** Where lines are put. */
    ByteBuffer out() {
        return desk.out();
    }

    /** Return how many bytes may be put there before {@link #reserve} is to be asked. */
    int room() {
        return (int) Math.min(out().remaining(), Math.max(0, file.room() - out().position()));
    }

    /** Make room for a line of so many bytes: write what is gathered, and begin a new file, if need be. */
    void reserve(int size) {
        if (out().position() + (long) size > file.room()) {
            flush();
            if (!file.isEmpty() && size > file.room() && file.rotate()) {
                another();
            }
        }
        if (size > out().remaining()) {
            flush();
        }
    }

    /** So many lines have been put there. */
    void put(int lines) {
        left -= lines;
        if (left == 0) {
            // What is written at once has one time: it is never divided by a rotation.
            flush();
            another();
        }
    }

    /** Write what is gathered. */
    void flush() {
        file.write(out().flip(), origin, stamp);
        out().clear();
    }

    private void another() {
        stamp = desk.stamps().following();
        left = LineNumber.LINES_PER_TIME;
    }
}
