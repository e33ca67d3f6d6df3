// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import java.util.regex.Pattern;

/**
 * Searches a text with a pattern that may be a bad one: some patterns take longer than the world will last for a short text,
 * and some need more stack than there is. Here each look at a character counts, and only so many are granted.
 */
public final class BoundedSearch {

    /** How many looks are granted: at least fifty for each character of 64 KiB, and some ten milliseconds at most. */
    public static final int LOOKS_MAX = 4_000_000;

    private BoundedSearch() {}

    /** What has come of a search. */
    public enum Outcome {
        /** The pattern is found. */
        FOUND,
        /** It is not. */
        NOT_FOUND,
        /** The search was given up. */
        TOO_COSTLY
    }

    /** Find a pattern anywhere in a text. */
    public static Outcome find(Pattern pattern, CharSequence text) {
        try {
            return pattern.matcher(new Counted(text, new Looks())).find() ? Outcome.FOUND : Outcome.NOT_FOUND;
        } catch (Exhausted | StackOverflowError tooCostly) {
            return Outcome.TOO_COSTLY;
        }
    }

    /** How many looks were taken, at a text and at all parts of it. */
    private static final class Looks {
        private int taken;
    }

    private record Counted(CharSequence text, Looks looks) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (++looks.taken > LOOKS_MAX) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    /** Leaves the matcher, which has no other way out. Never seen outside. */
    private static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1;

        Exhausted() {
            super("the search takes too long", null, false, false);
        }
    }
}
