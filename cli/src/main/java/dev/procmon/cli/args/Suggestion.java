// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import dev.procmon.config.Nearest;
import java.util.List;
import java.util.Optional;

/** Says what somebody who mistyped a word most likely meant. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * Return {@code , did you mean "..."?} for the nearest word, or nothing where none is near.
     *
     * @param before what people write before such a word
     */
    public static String of(String word, List<String> words, String before) {
        return beginning(word, words)
                .or(() -> Nearest.to(word, words))
                .map(nearest -> ", did you mean \"" + before + nearest + "\"?")
                .orElse("");
    }

    /** A word that was typed half, or with something behind it. */
    private static Optional<String> beginning(String word, List<String> words) {
        for (String each : words) {
            if (!word.isEmpty() && (each.startsWith(word) || word.startsWith(each))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
