// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.output;

import java.util.regex.Pattern;

/**
 * Looks for a pattern in a text that somebody else has written, with a bounded effort: there are patterns and texts for which a
 * search would take years, and it must not hold up a thread.
 */
public final class BoundedSearch {

    /** How many characters a search may look at, the same one over and over again included. */
    static final int EFFORT_MAX = 2_000_000;

    private BoundedSearch() {}

    /** Tell whether a pattern is found in a text. What takes too much effort is not found. */
    public static boolean finds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Counted(text, new Effort())).find();
        } catch (TooMuchEffort _) {
            return false;
        } catch (StackOverflowError _) {
            // A pattern of nested groups takes stack for each character.
            return false;
        }
    }

    private static final class TooMuchEffort extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooMuchEffort() {
            super("the search was given up", null, false, false);
        }
    }

    /** What a search may still look at. */
    private static final class Effort {
        private int left = EFFORT_MAX;

        void spend() {
            if (--left < 0) {
                throw new TooMuchEffort();
            }
        }
    }

    private record Counted(CharSequence text, Effort effort) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            effort.spend();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), effort);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
