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
    /** To where those of the supervisor go. Nothing of it is read. */
    INHERITED,
    /**
     * Into a pseudo-terminal of its own, as what the process sees as its terminal, standard input included; all of it is read as
     * standard output (pty(7)).
     */
    TERMINAL
}
