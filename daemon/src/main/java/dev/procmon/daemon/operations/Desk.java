// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

/** Where files are read: on threads that may wait for a disk. From any thread. */
interface Desk {

    /** Read lines that were. Return whether it will be done: where too many wait already, it is not. */
    boolean read(Runnable task);

    /** Read a little for one who follows, after all that were told so before. */
    void follow(Runnable task);

    /** The same in a moment, when more may have come: output comes in bursts. */
    void followSoon(Runnable task);
}
