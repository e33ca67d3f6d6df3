// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

/** Where the standard output and error of a process go. Its standard input is the null device, but for {@link #TERMINAL}. */
public enum Stdio {
    /** Into a pipe each, which the reactor reads. */
    CAPTURED,
    /** Both into one pipe, in the order in which they were written; all of it is read as standard output. */
    MERGED,
    /** Into the null device. */
    DISCARDED,
    /** To where those of the supervisor go: it has the same open files. Nothing of it is read. */
    INHERITED,
    /**
     * Into a pseudo-terminal of its own (pty(7)), which is the controlling terminal of the process, and its standard input, from which
     * nothing ever comes. It has 80 columns and 24 rows and leaves line feeds as they are. All of it is read as standard output. The
     * terminal hangs up (SIGHUP) when the run is over and when the reactor is closed.
     */
    TERMINAL
}
