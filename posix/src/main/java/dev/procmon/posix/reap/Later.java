// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

/** Runs tasks on the loop thread, each about a second later: for what could not be done because something ran out. */
public interface Later {

    /** Run a task in about a second. */
    void later(Runnable task);
}
