// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.util.ArrayDeque;

/** Reads at once, one thing after the other, on whichever thread asks. */
final class DirectDesk implements Desk {

    /** Whether those who want lines that were are turned away. */
    boolean isFull;

    /** Whether tasks wait until {@link #work}. */
    boolean isIdle;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean isWorking;

    @Override
    public boolean read(Runnable task) {
        if (!isFull) {
            add(task);
        }
        return !isFull;
    }

    @Override
    public void follow(Runnable task) {
        add(task);
    }

    @Override
    public void followSoon(Runnable task) {
        add(task);
    }

    private void add(Runnable task) {
        tasks.add(task);
        if (!isIdle) {
            work();
        }
    }

    /** Do all that is to be done. */
    void work() {
        if (isWorking) {
            return;
        }
        isWorking = true;
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
        isWorking = false;
    }
}
