// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

/** A task that is to run at a moment. */
public interface Timer {

    /** Forget the task. Without effect when it has run or is running, or was cancelled before. On the reactor thread. */
    void cancel();
}
