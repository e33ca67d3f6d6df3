// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.inbox;

/**
 * Keeps a thread of the reactor alive when somebody else's code throws: all other programs depend on it. The failure goes to
 * the thread's handler for uncaught exceptions, which prints it unless the application has set another.
 */
public final class Guard {

    private Guard() {}

    /** Run a task, whatever it throws. */
    public static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            report(failure);
        }
    }

    /** Tell the handler of the present thread of a failure after which the thread goes on. */
    public static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable alsoFailed) {
            // As the Java machine does with a handler that throws: there is nobody left to tell.
        }
    }
}
