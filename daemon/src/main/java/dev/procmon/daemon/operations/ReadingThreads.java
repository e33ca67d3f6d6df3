// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the output of programs is read: two threads for whoever asks for lines that were, and one for all who follow, so that neither waits
 * for a long search of the other. They are there only while there is something to read, and made with the first, for the first child must
 * not wait for them.
 */
final class ReadingThreads implements Desk {

    private static final int PAGES = 2;
    private static final int WAITING_MAX = 32;
    private static final int IDLE_SECONDS = 10;
    private static final int GATHER_MILLIS = 10;

    private @Nullable ThreadPoolExecutor pages;
    private @Nullable ScheduledThreadPoolExecutor followers;

    @Override
    public boolean read(Runnable task) {
        try {
            pages().execute(task);
            return true;
        } catch (RejectedExecutionException tooMany) {
            return false;
        }
    }

    @Override
    public void follow(Runnable task) {
        followers().execute(task);
    }

    @Override
    public void followSoon(Runnable task) {
        var _ = followers().schedule(task, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized ThreadPoolExecutor pages() {
        if (pages == null) {
            pages = new ThreadPoolExecutor(
                    PAGES,
                    PAGES,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(WAITING_MAX),
                    new Named("procmon-read"));
            pages.allowCoreThreadTimeOut(true);
        }
        return pages;
    }

    private synchronized ScheduledThreadPoolExecutor followers() {
        if (followers == null) {
            followers = new ScheduledThreadPoolExecutor(1, new Named("procmon-follow"));
            followers.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            followers.allowCoreThreadTimeOut(true);
        }
        return followers;
    }

    private record Named(String name) implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }
    }
}
