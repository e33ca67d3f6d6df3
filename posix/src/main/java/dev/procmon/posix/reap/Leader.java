// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.libc.Errno;

/** The process that was spawned for a tree, for as long as it was not reaped: its pid is nobody else's, and its descriptor open. */
final class Leader {

    private int pid;
    private int descriptor;
    private boolean lives;

    void begun(int newPid, int newDescriptor) {
        pid = newPid;
        descriptor = newDescriptor;
        lives = true;
    }

    void reaped() {
        lives = false;
    }

    int pid() {
        return pid;
    }

    int descriptor() {
        return descriptor;
    }

    /** Tell whether it was not reaped and has this pid. */
    boolean is(int other) {
        return lives && pid == other;
    }

    /** Send it a signal. Return a negated errno on failure, ESRCH where it was reaped. */
    int send(Delivery delivery, int signal) {
        return lives ? delivery.send(descriptor, signal) : -Errno.ESRCH;
    }
}
