// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.processes.ProcessFiles;

/**
 * What all trees of a loop use to look at processes and to reach them. One for all: each has native memory of its own, which
 * is only given back with the loop.
 */
record Instruments(
        Watches watches,
        Delivery delivery,
        ProcessFiles files,
        PidFds processes,
        Descriptors descriptors,
        TaskInbox loop,
        Later later) {

    static Instruments of(Caller caller, Watches watches, TaskInbox loop, Later later) {
        return new Instruments(
                watches,
                new Delivery(caller),
                new ProcessFiles(caller),
                new PidFds(caller),
                new Descriptors(caller),
                loop,
                later);
    }
}
