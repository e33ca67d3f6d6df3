// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.time.Duration;

/** Runs a task on the output thread, at some later time. */
public interface Later {

    /**
     * Run a task.
     *
     * @param delay how much later; zero for as soon as may be. From any thread
     */
    void after(Duration delay, Runnable task);
}
