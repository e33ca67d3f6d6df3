// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.PidFds;
import java.util.Optional;

/**
 * Watches children by process descriptors and reaps those that have ended. Only ever asks for a child by its descriptor: the
 * Java application may have children of its own, and who waits for any child takes their exit statuses away.
 */
public final class Reaper {

    /** What a child is said to have exited with whose status somebody else took. */
    private static final int STATUS_LOST = 255;

    private final PidFds processes;
    private final Descriptors descriptors;
    private final Epoll epoll;

    /** Make a reaper for a loop. */
    public Reaper(Caller caller, Epoll epoll) {
        this.processes = new PidFds(caller);
        this.descriptors = new Descriptors(caller);
        this.epoll = epoll;
    }

    /** Watch a child that was not reaped yet. Return a descriptor that the loop's epoll tells of, or the negated errno. */
    public int watch(int pid) {
        int descriptor = processes.open(pid);
        if (descriptor < 0) {
            return descriptor;
        }
        // Edge-triggered: a child that is being traced looks ended before we may reap it, and is told of again then.
        int added = epoll.addEdgeTriggered(descriptor);
        if (added < 0) {
            descriptors.close(descriptor);
            return added;
        }
        return descriptor;
    }

    /** Reap a child, if it has ended, and forget its descriptor. */
    public Optional<ExitStatus> reap(int descriptor) {
        int result = processes.reap(descriptor);
        if (result == 0) {
            return Optional.empty();
        }
        forget(descriptor);
        if (result < 0) {
            Guard.report(new PosixException("somebody else has reaped a child of the reactor (" + Errno.name(-result)
                    + "); its exit status is lost, taking it for " + STATUS_LOST));
            return Optional.of(ExitStatus.exited(STATUS_LOST));
        }
        int status = processes.status();
        return Optional.of(processes.exited() ? ExitStatus.exited(status) : ExitStatus.signaled(new Signal(status)));
    }

    /** Wait for the end of a child that could not be watched. It was killed. */
    public void reapKilled(int pid) {
        processes.awaitAndReap(pid);
    }

    /** Watch a child no longer. */
    public void forget(int descriptor) {
        epoll.remove(descriptor);
        descriptors.close(descriptor);
    }
}
