// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.logs.LogEntry;

/**
 * How serious a line is, as syslog and the journal have it. What is written to standard error is a warning and no error: most programs write
 * all their messages there, and who is woken by errors would never sleep.
 */
final class Severity {

    static final int WARNING = 4;
    static final int INFORMATION = 6;

    private static final long OURSELVES = 0;

    private Severity() {}

    /** Return its number; a notice of procmon itself, that something was lost, is a warning. */
    static int of(LogEntry entry) {
        return entry.run() == OURSELVES || entry.stream().equals("stderr") ? WARNING : INFORMATION;
    }
}
