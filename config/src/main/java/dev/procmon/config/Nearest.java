// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody who mistyped it most likely meant. */
public final class Nearest {

    private static final int LENGTH_MAX = 64;

    private Nearest() {}

    /** Find the candidate that is nearest to a word, if one is near enough to be worth a question. */
    public static Optional<String> to(String word, List<String> candidates) {
        if (word.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        String plain = plain(word);
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(plain, plain(candidate));
            int limit = Math.max(1, Math.min(plain.length(), candidate.length()) / 3);
            // One letter of a word of two is half of it.
            if (distance < least && distance <= limit && distance < candidate.length() - 1) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Return a word without what people mix up: {@code success_codes}, {@code successCodes}, {@code SuccessCodes}. */
    static String plain(String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Count the letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
