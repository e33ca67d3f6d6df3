// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.output;

/** A pattern with {@code *} for any text and {@code ?} for any character. */
final class Glob {

    private Glob() {}

    /** Tell whether a text matches a pattern as a whole, in a time that grows no faster than the product of both lengths. */
    static boolean matches(String pattern, String text) {
        // Row by row of a table: whether the pattern up to here matches the text up to each of its places.
        boolean[] upTo = new boolean[text.length() + 1];
        upTo[0] = true;
        for (int in = 0; in < pattern.length(); in++) {
            upTo = next(pattern.charAt(in), upTo, text);
        }
        return upTo[text.length()];
    }

    private static boolean[] next(char wanted, boolean[] before, String text) {
        boolean[] next = new boolean[before.length];
        next[0] = wanted == '*' && before[0];
        for (int at = 1; at < before.length; at++) {
            boolean one = wanted == '?' || wanted == text.charAt(at - 1);
            next[at] = wanted == '*' ? before[at] || next[at - 1] : one && before[at - 1];
        }
        return next;
    }
}
