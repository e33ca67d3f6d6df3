// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.libc.Signals;

/**
 * Sends signals. A process that is stopped takes none but KILL and CONT, so that one which is to end it is followed by CONT: in
 * this order, so that the process finds the signal first when it goes on.
 */
public final class Delivery {

    static final int KILL = 9;
    static final int STOP = 19;
    private static final int CONT = 18;

    /** The signals that end no process by themselves, by their numbers as bits: CHLD, CONT, STOP, TSTP, TTIN, TTOU, URG, WINCH. */
    private static final long HARMLESS =
            1L << 17 | 1L << 18 | 1L << 19 | 1L << 20 | 1L << 21 | 1L << 22 | 1L << 23 | 1L << 28;

    private final Signals signals;
    private final PidFds processes;

    public Delivery(Caller caller) {
        this.signals = new Signals(caller);
        this.processes = new PidFds(caller);
    }

    /** Send a signal to the process that a descriptor stands for. Return a negated errno on failure. */
    public int send(int descriptor, int signal) {
        int result = processes.send(descriptor, signal);
        if (result >= 0 && wakes(signal)) {
            // Fails only where the process is gone meanwhile.
            processes.send(descriptor, CONT);
        }
        return result;
    }

    /** Ask whether somebody of a process group may be signalled. Return a negated errno where nobody may, ESRCH where nobody is. */
    int ask(int group) {
        return signals.sendToGroup(group, 0);
    }

    /** Tell whether a process group has a member, be it one that has ended and was not reaped. */
    boolean hasMembers(int group) {
        return ask(group) != -Errno.ESRCH;
    }

    private static boolean wakes(int signal) {
        return signal != KILL && (HARMLESS >> signal & 1) == 0;
    }
}
