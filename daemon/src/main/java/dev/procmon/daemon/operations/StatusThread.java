// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where is done what takes longer than the reactor thread has: one thread, which is there only while there is something to do. */
final class StatusThread {

    private static final String NAME = "procmon-status";
    private static final int IDLE_SECONDS = 10;

    private StatusThread() {}

    static Executor make() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, NAME);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
