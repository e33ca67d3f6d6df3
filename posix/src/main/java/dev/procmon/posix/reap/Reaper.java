// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.inbox.Guard;
import dev.procmon.posix.libc.Caller;
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
    private final Watches watches;

    /** Make a reaper for a loop. */
    public Reaper(Caller caller, Watches watches) {
        this.processes = new PidFds(caller);
        this.watches = watches;
    }

    /**
     * Watch a process. Return a descriptor, or the negated errno. A child that is being traced looks ended before it may be
     * reaped, and is told of again then.
     */
    public int watch(int pid, Runnable whenEnded) {
        int descriptor = processes.open(pid);
        return descriptor < 0 ? descriptor : watches.add(descriptor, whenEnded);
    }

    /** Reap a child, if it has ended, and forget its descriptor. */
    public Optional<ExitStatus> reap(int descriptor) {
        int result = processes.reap(descriptor);
        if (result == 0) {
            return Optional.empty();
        }
        watches.close(descriptor);
        if (result < 0) {
            Guard.report(new PosixException("somebody else has reaped a child of the reactor (" + Errno.name(-result)
                    + "); its exit status is lost, taking it for " + STATUS_LOST));
            return Optional.of(ExitStatus.exited(STATUS_LOST));
        }
        return Optional.of(status());
    }

    /**
     * Learn how a process ended that may be the child of somebody else, without forgetting its descriptor. Nothing where it has
     * not ended, or where nobody tells: its parent has to reap it first, and Linux must be 6.15 or newer.
     */
    public Optional<ExitStatus> learn(int descriptor) {
        int result = processes.reap(descriptor);
        if (result == 0) {
            return Optional.empty();
        }
        boolean known = result > 0 || processes.askHowItEnded(descriptor);
        return known ? Optional.of(status()) : Optional.empty();
    }

    /** Send a signal to just the process that a descriptor stands for. Return a negated errno on failure. */
    public int send(int descriptor, int signal) {
        return processes.send(descriptor, signal);
    }

    /** Wait for the end of a child that could not be watched. It was killed. */
    public void reapKilled(int pid) {
        processes.awaitAndReap(pid);
    }

    /** Watch a process no longer. */
    public void forget(int descriptor) {
        watches.close(descriptor);
    }

    private ExitStatus status() {
        int status = processes.status();
        return processes.exited() ? ExitStatus.exited(status) : ExitStatus.signaled(new Signal(status));
    }
}
