// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.inbox;

/**
 * The threads of a reactor: platform threads, for much on Linux belongs to one; daemons, so that a forgotten reactor does not
 * keep the application alive; with a stack that is small, yet large enough for the listeners of others.
 */
public final class Threads {

    private static final int STACK_SIZE = 512 << 10;

    private Threads() {}

    /** Make a thread and do not start it. */
    public static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(Thread.currentThread().getThreadGroup(), work, name, STACK_SIZE);
        thread.setDaemon(true);
        return thread;
    }

    /** Make and start a thread. */
    public static Thread start(String name, Runnable work) {
        Thread thread = daemon(name, work);
        thread.start();
        return thread;
    }

    /** Wait for the end of a thread; an interrupt meanwhile is left to be seen afterwards. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
