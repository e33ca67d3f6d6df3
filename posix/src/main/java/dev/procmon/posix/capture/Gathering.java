// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

/**
 * When it pays to let output gather for a moment: a program that writes line by line would wake the output thread for each.
 *
 * <p>It begins when two turns within a millisecond have brought little, so that who writes a line now and then never waits. It goes on
 * for as long as a moment brings something, and ends where it has filled a pipe: then it is the program that waits.
 */
final class Gathering {

    /** How long output gathers. */
    static final long NANOS = 1_000_000;

    /** As little as this per read is worth waiting for more. */
    static final int LITTLE = 4 << 10;

    private long lastRead;
    private boolean lastWasLittle;
    private boolean gathered;
    private boolean due;
    private int most;

    /** Tell whether pipes are to be left alone for a moment. */
    boolean isDue() {
        return due;
    }

    /** A moment has passed. */
    void passed() {
        gathered = true;
        due = false;
    }

    /** A read has brought so many bytes. */
    void read(int bytes) {
        most = Math.max(most, bytes);
    }

    /** All that was ready has been read. */
    void endTurn(long now) {
        boolean little = most > 0 && most < LITTLE;
        due = gathered ? most > 0 && most < Growth.FULL : little && lastWasLittle && now - lastRead < NANOS;
        if (most > 0) {
            lastRead = now;
            lastWasLittle = little;
        }
        gathered = false;
        most = 0;
    }
}
