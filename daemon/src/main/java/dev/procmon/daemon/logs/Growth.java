// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who want to know that a file has grown. They come and go from any thread, and are told on the output thread. */
final class Growth {

    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

    AutoCloseable follow(Runnable task) {
        // An object of its own, so that the same task can follow twice.
        Runnable entry = new Entry(task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    void tell() {
        // Nearly always there is nobody; an iterator would be garbage for each chunk.
        if (!tasks.isEmpty()) {
            for (Runnable each : tasks) {
                each.run();
            }
        }
    }

    private static final class Entry implements Runnable {

        private final Runnable task;

        Entry(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }
    }
}
