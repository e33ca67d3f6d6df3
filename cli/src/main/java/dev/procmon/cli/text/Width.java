// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

/**
 * How much room there is for a text.
 *
 * @param columns how many columns of a terminal there are
 * @param cuttingNames whether a name may be cut where there is too little room for it: for those who look, not for programs that read
 */
public record Width(int columns, boolean cuttingNames) {

    /** Where there is no terminal: a file or a program has room for all. */
    public static final Width PAPER = new Width(Integer.MAX_VALUE, false);

    /** Return that of a terminal. */
    public static Width ofTerminal(int columns) {
        return new Width(columns, true);
    }
}
