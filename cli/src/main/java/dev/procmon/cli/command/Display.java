// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.command;

/** What standard output is. */
public interface Display {

    /** Tell whether somebody looks at it. */
    boolean isTerminal();

    /** Tell whether colours are wanted: on a terminal that knows them, unless the user has said no. */
    boolean wantsColours();

    /** Return how many columns the terminal has; only asked where there is one. */
    int columns();
}
