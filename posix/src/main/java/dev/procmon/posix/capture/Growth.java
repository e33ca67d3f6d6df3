// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

/** Whether one pipe is found full so often that a larger one would save turns. */
final class Growth {

    /**
     * Half of what a pipe holds as the kernel makes it: as much as is in a full one in the worst case, where each of the writes takes
     * a page and a bit.
     */
    static final int FULL = 32 << 10;

    private static final int TIMES = 8;
    private static final long IN_A_ROW_NANOS = 100_000_000;

    private int times;
    private long last;
    private Stage stage = Stage.SMALL;

    private enum Stage {
        SMALL,
        GROWN,
        REFUSED
    }

    /** Note that so many bytes were read. Return whether it should grow now. */
    boolean read(int bytes, long now) {
        if (bytes < FULL || stage != Stage.SMALL) {
            return false;
        }
        times = now - last < IN_A_ROW_NANOS ? times + 1 : 1;
        last = now;
        return times >= TIMES;
    }

    boolean isGrown() {
        return stage == Stage.GROWN;
    }

    void grown() {
        stage = Stage.GROWN;
    }

    /** It is not to be asked again. */
    void refused() {
        stage = Stage.REFUSED;
    }
}
