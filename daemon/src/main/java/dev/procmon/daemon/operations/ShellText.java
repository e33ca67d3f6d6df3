// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

/** Words for a shell. */
final class ShellText {

    private static final String PLAIN = "_-.,:/@%+=";

    private ShellText() {}

    /** Return a word so that a shell takes it as it is. */
    static String quoted(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; plain && i < word.length(); i++) {
            char each = word.charAt(i);
            plain = Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
