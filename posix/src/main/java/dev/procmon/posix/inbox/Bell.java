// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.inbox;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.EventFd;

/**
 * Wakes the owner of an inbox, from any thread that has the descriptor table of the process. The lock keeps a late ring
 * from writing into a descriptor that was closed and given to somebody else.
 */
public final class Bell implements AutoCloseable {

    private final Caller caller = Caller.ofAnyThread();
    private final int descriptor = EventFd.create(caller);
    private boolean closed;

    /** Return the event descriptor, which the owner's epoll has to wait for, edge-triggered. */
    public int descriptor() {
        return descriptor;
    }

    /** Wake the owner; without effect once this is closed. */
    public synchronized void ring() {
        if (!closed) {
            EventFd.ring(caller, descriptor);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            new Descriptors(caller).close(descriptor);
            caller.close();
        }
    }
}
