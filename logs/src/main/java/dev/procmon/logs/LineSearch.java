// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Looks for a regular expression in lines. What is not UTF-8 in a line is seen as U+FFFD. Some expressions take longer than anybody waits:
 * each line has a bound, and one that would take longer is taken as not found, and counted. For one thread at a time.
 */
public final class LineSearch implements Predicate<byte[]> {

    /** So many looks at characters of a line are granted, besides those for each of its bytes. */
    private static final long LOOKS = 20_000;

    private static final long LOOKS_PER_BYTE = 100;

    private final Pattern pattern;
    private final byte[] literal;
    private long tooCostly;

    private LineSearch(Pattern pattern, byte[] literal) {
        this.pattern = pattern;
        this.literal = literal;
    }

    /**
     * Make it.
     *
     * @param regex of {@link Pattern}, found anywhere in the line
     * @throws PatternSyntaxException if it is none
     */
    public static LineSearch of(String regex) {
        boolean literal = !regex.isEmpty() && regex.chars().noneMatch(each -> "\\^$.|?*+()[]{}".indexOf(each) >= 0);
        return new LineSearch(Pattern.compile(regex), literal ? regex.getBytes(StandardCharsets.UTF_8) : new byte[0]);
    }

    @Override
    public boolean test(byte[] line) {
        return test(line, 0, line.length);
    }

    /** Return how many lines were too costly to be searched to their end. */
    public long tooCostly() {
        return tooCostly;
    }

    boolean test(byte[] line, int from, int to) {
        if (literal.length > 0) {
            return holdsLiteral(line, from, to);
        }
        String text = new String(line, from, to - from, StandardCharsets.UTF_8);
        try {
            return pattern.matcher(new Counted(text, LOOKS + LOOKS_PER_BYTE * (to - from)))
                    .find();
        } catch (Exhausted | StackOverflowError costly) {
            tooCostly++;
            return false;
        }
    }

    private boolean holdsLiteral(byte[] line, int from, int to) {
        byte first = literal[0];
        int last = to - literal.length;
        for (int at = from; at <= last; at++) {
            if (line[at] == first && matches(line, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] line, int at) {
        for (int i = 1; i < literal.length; i++) {
            if (line[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }

    /** Counts the looks at its characters. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long left;

        Counted(String text, long left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
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
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
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
