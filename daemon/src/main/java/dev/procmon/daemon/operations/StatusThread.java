// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where is done what takes longer than the reactor thread has: one thread, which is there only while there is something to do. It is
 * made with the first thing to do, for the first child must not wait for it.
 */
final class StatusThread implements Executor {

    private static final String NAME = "procmon-status";
    private static final int IDLE_SECONDS = 10;

    private @Nullable ThreadPoolExecutor pool;

    @Override
    public void execute(Runnable task) {
        pool().execute(task);
    }

    private synchronized ThreadPoolExecutor pool() {
        if (pool == null) {
            pool = new ThreadPoolExecutor(
                    1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new Named());
            pool.allowCoreThreadTimeOut(true);
        }
        return pool;
    }

    private static final class Named implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, NAME);
            thread.setDaemon(true);
            return thread;
        }
    }
}
