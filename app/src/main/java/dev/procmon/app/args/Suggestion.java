// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.args;

import java.util.List;

/** Finds what somebody who mistyped a word most likely meant. */
public final class Suggestion {

    /** Two neighbours that were swapped count twice. */
    private static final int DISTANCE_MAX = 3;

    private Suggestion() {}

    /**
     * Return {@code , did you mean "..."?} for the nearest word, or nothing where none is near.
     *
     * @param before what people write before such a word
     */
    public static String of(String word, List<String> words, String before) {
        String nearest = "";
        int least = 1 + Math.clamp(word.length() / 2, 1, DISTANCE_MAX);
        for (String each : words) {
            int distance = each.startsWith(word) && !word.isEmpty() ? 0 : distance(word, each);
            if (distance < least) {
                least = distance;
                nearest = each;
            }
        }
        return nearest.isEmpty() ? "" : ", did you mean \"" + before + nearest + "\"?";
    }

    /** Count the letters to insert, delete or replace (Levenshtein), in one row of the usual table. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
