// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.event.Tone;

/** Looks of text on a terminal (ECMA-48, SGR). */
public final class Style {

    /** Ends every look. */
    public static final String RESET = "\u001B[0m";

    private static final String DIM = "\u001B[2m";
    private static final String RED = "\u001B[31m";

    // Cyan, yellow, green, magenta, blue, and the same bright. Red says that something is wrong.
    private static final String[] NAMES = {"36", "33", "32", "35", "34", "96", "93", "92", "95", "94"};

    private Style() {}

    /** Return the look of a message. */
    public static String of(Tone tone) {
        return switch (tone) {
            case QUIET -> DIM;
            case BAD -> RED;
        };
    }

    /** Return the look of the name of the n-th program. */
    public static String ofProgram(int n) {
        return "\u001B[" + NAMES[n % NAMES.length] + "m";
    }
}
