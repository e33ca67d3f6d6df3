// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.event.Tone;

/** Looks of text on a terminal (ECMA-48, SGR). */
public final class Style {

    private static final String DIM = "\u001B[2m";
    private static final String RED = "\u001B[31m";

    /** Ends every look. */
    public static final String RESET = "\u001B[0m";

    // Cyan, yellow, green, magenta, blue, and the same bright. Red says that something is wrong.
    private static final String[] NAMES = {"36", "33", "32", "35", "34", "96", "93", "92", "95", "94"};

    private Style() {}

    /** As it should be. */
    public static final String GOOD = "\u001B[32m";

    /** On its way. */
    public static final String UNDERWAY = "\u001B[33m";

    /** Wrong. */
    public static final String BAD = RED;

    /** Of no interest at the moment. */
    public static final String FAINT = DIM;

    /** The most important. */
    public static final String STRONG = "\u001B[1m";

    /** What is chosen. */
    public static final String CHOSEN = "\u001B[7m";

    /** Return a text with a look, if there is one. */
    public static String of(String look, String text) {
        return look.isEmpty() ? text : look + text + RESET;
    }

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
