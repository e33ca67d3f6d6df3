// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * Those whose run is over while somebody else still has their pipe. One that nobody has written to for a minute is given up, and of
 * the others the one whose run ended first where there are more than {@value #COUNT_MAX}. One that waits for its listener holds what
 * was written before, and is neither given up nor counted.
 */
final class Lingering {

    static final int COUNT_MAX = 64;

    /** How long nobody may write, in nanoseconds. */
    static final long SILENCE_MAX_NANOS = 60_000_000_000L;

    private static final long FOR_EVER = -1;

    private final long silenceMax;
    private final List<CapturedOutput> all = new ArrayList<>();
    private long nextLook;

    Lingering(long silenceMax) {
        this.silenceMax = silenceMax;
    }

    /** The run of one is over. */
    void add(CapturedOutput captured, long now) {
        captured.active(now);
        if (all.isEmpty()) {
            nextLook = now + silenceMax;
        }
        all.add(captured);
    }

    void remove(CapturedOutput captured) {
        all.remove(captured);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Return how long it is until somebody may have to be given up; negative for never. */
    long patience(long now) {
        return all.isEmpty() ? FOR_EVER : Math.max(0, nextLook - now);
    }

    /** Return those who are too many, the first to end first. */
    List<CapturedOutput> excess() {
        if (all.size() <= COUNT_MAX) {
            return List.of();
        }
        List<CapturedOutput> counted = new ArrayList<>(all.size());
        for (CapturedOutput captured : all) {
            if (!captured.isWaiting()) {
                counted.add(captured);
            }
        }
        return counted.subList(0, Math.max(0, counted.size() - COUNT_MAX));
    }

    /** Return those to whom nobody has written for too long. */
    List<CapturedOutput> silent(long now) {
        if (all.isEmpty() || now < nextLook) {
            return List.of();
        }
        List<CapturedOutput> silent = new ArrayList<>();
        nextLook = now + silenceMax;
        for (CapturedOutput captured : all) {
            if (captured.isWaiting()) {
                captured.active(now);
            } else if (now - captured.lastActive() >= silenceMax) {
                silent.add(captured);
            } else {
                nextLook = Math.min(nextLook, captured.lastActive() + silenceMax);
            }
        }
        return silent;
    }
}
