// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.time.Duration;

/**
 * Has the beginning of a line written when nothing has come behind it for one to two seconds: a question that waits for its answer is to be
 * seen, as is the last thing that a program says before it hangs. On the output thread.
 */
final class Prompt {

    /** Standard output that is buffered is written in blocks of this size, in bytes: where one ends says nothing. */
    private static final int BLOCK = 4096;

    /** Who prints a line in parts does so in less, and who waits for somebody does not mind so much. */
    static final Duration QUIET = Duration.ofSeconds(1);

    private final Later later;
    private final Pieces pieces;
    private final Runnable write;
    private boolean isWatched;
    private boolean grew;
    private boolean isBlock;

    /**
     * Make it.
     *
     * @param pieces of the stream: where the beginning of a line is kept back
     * @param write writes that
     */
    Prompt(Later later, Pieces pieces, Runnable write) {
        this.later = later;
        this.pieces = pieces;
        this.write = write;
    }

    /** All of a chunk was taken, of so many bytes. */
    void fed(int count) {
        grew = true;
        isBlock = count % BLOCK == 0;
        if (!isWatched && !isBlock && !pieces.isEmpty()) {
            watch();
        }
    }

    /** There is one timer for a stream at most, however many chunks come. */
    private void watch() {
        isWatched = true;
        grew = false;
        later.after(QUIET, this::look);
    }

    private void look() {
        isWatched = false;
        if (pieces.isEmpty() || isBlock) {
            return;
        }
        if (grew) {
            watch();
        } else {
            write.run();
        }
    }
}
