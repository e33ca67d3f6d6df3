// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.util.ArrayDeque;

/**
 * Who may have a page of lines or events. Pages are large: a few at a time are made, or wait to be read by their clients, and whoever comes
 * then waits for one of those. So clients that do not read them use up neither memory nor what is kept for the answers of others. For the
 * thread of the server.
 */
final class PageTurns {

    private static final int AT_ONCE = 4;
    private static final int WAITING_MAX = 32;

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int taken;

    /** Take a turn, now or when it comes; then {@code start} is called, and has to see to it that the turn is given back. False where too many wait. */
    boolean take(Runnable start) {
        if (taken < AT_ONCE) {
            taken++;
            start.run();
            return true;
        }
        return waiting.size() < WAITING_MAX && waiting.add(start);
    }

    /** Let the next one begin. */
    void giveBack() {
        taken--;
        Runnable next = waiting.poll();
        if (next != null) {
            taken++;
            next.run();
        }
    }
}
