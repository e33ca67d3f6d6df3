// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Those who have read all there is, until there is more. The thread that writes is asked to tell of it only while somebody waits, and does no
 * more than to have all of them woken in one task. Thread-safe.
 */
final class Growth {

    private final OutputStore store;
    private final Desk desk;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private Optional<Runnable> untell = Optional.empty();
    private boolean isWaking;

    Growth(OutputStore store, Desk desk) {
        this.store = store;
        this.desk = desk;
    }

    /**
     * Run a task on the thread of those who follow, once, when there is more. Return whether it did not wait before: then there may have
     * been more since its reader has looked last, and it must look again.
     */
    synchronized boolean await(Runnable task) {
        if (untell.isEmpty()) {
            untell = Optional.of(store.whenGrown(this::grown));
        }
        return waiting.add(task);
    }

    /** Run it no more. */
    synchronized void forget(Runnable task) {
        waiting.remove(task);
        restIfNobodyWaits();
    }

    private synchronized void grown() {
        if (!isWaking && !waiting.isEmpty()) {
            isWaking = true;
            desk.followSoon(this::wake);
        }
    }

    private void wake() {
        for (Runnable each : woken()) {
            each.run();
        }
    }

    private synchronized List<Runnable> woken() {
        isWaking = false;
        List<Runnable> woken = new ArrayList<>(waiting);
        waiting.clear();
        return woken;
    }

    private void restIfNobodyWaits() {
        if (waiting.isEmpty() && untell.isPresent()) {
            untell.get().run();
            untell = Optional.empty();
        }
    }
}
