// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Splits a command line into words by the rules of the POSIX shell (2.2 Quoting, 2.3 Token Recognition), without a
 * shell: blanks part words, a backslash quotes a character, single quotes quote everything, double quotes all but the
 * backslash before {@code $ ` " \} and a line end.
 *
 * <p>Nothing is expanded. Whoever writes {@code $HOME}, {@code *.log} or {@code a | b} without quotes expects a shell
 * to see it, so what only a shell would understand is refused instead of being passed on as it stands.
 */
final class ShellWords {

    /** What a command line is. */
    sealed interface Split {

        /** The words of a command line; none where it is blank. */
        record Words(List<String> words) implements Split {}

        /**
         * No plain command.
         *
         * @param index of the character at which it shows
         * @param message what is wrong there
         * @param forShell whether a shell would understand it
         */
        record Refused(int index, String message, boolean forShell) implements Split {}
    }

    /** What is put in where {@code ${NAME}} stands, in double quotes or without quotes. It is never split. */
    interface References {

        /** Tell whether something is to be put in at an index. */
        static boolean isOne(String line, int at) {
            return line.startsWith(Interpolation.OPENING, at) || line.startsWith(Interpolation.ESCAPED, at);
        }

        /** Put in what the reference at an index stands for; return the index of its last character. */
        int put(String line, int at, StringBuilder out);
    }

    /** Nothing is put in: a reference stays as it is, for one who has looked at them already. A class, as lambdas are slow to begin with. */
    private static final class Kept implements References {

        @Override
        public int put(String line, int at, StringBuilder out) {
            int end = Math.max(line.indexOf('}', at), at);
            out.append(line, at, end + 1);
            return end;
        }
    }

    private static final class Refusal extends RuntimeException {
        private final transient Split.Refused refused;

        Refusal(int index, String message, boolean forShell) {
            super(message, null, false, false);
            refused = new Split.Refused(index, message, forShell);
        }
    }

    private final String line;
    private final References references;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    /** Whether a part of the word at hand was quoted, which keeps it from being anything special. */
    private boolean quoted;
    /** Where the word at hand has a bracket; one that is closed is a pattern such as {@code [a-z]}. */
    private OptionalInt brackets = OptionalInt.empty();

    private int at;

    private ShellWords(String line, References references) {
        this.line = line;
        this.references = references;
    }

    /** Split a command line. */
    static Split split(String line) {
        return split(line, new Kept());
    }

    /** Split a command line, and put variables in. */
    static Split split(String line, References references) {
        try {
            return new ShellWords(line, references).split();
        } catch (Refusal refusal) {
            return refusal.refused;
        }
    }

    private Split split() {
        while (at < line.length()) {
            char c = line.charAt(at);
            switch (c) {
                case ' ', '\t' -> endWord();
                case '\n', '\r' -> lineEnd();
                case '\\' -> backslash();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                default -> plain(c);
            }
            at++;
        }
        endWord();
        return new Split.Words(List.copyOf(words));
    }

    private void plain(char c) {
        if (c == '$' && References.isOne(line, at)) {
            reference();
            return;
        }
        if ("|&;<>()$`*?".indexOf(c) >= 0 || (!inWord && (c == '#' || c == '~'))) {
            throw forShell(at);
        }
        if (c == ']' && brackets.isPresent()) {
            throw forShell(brackets.getAsInt());
        }
        if (c == '[' && brackets.isEmpty()) {
            brackets = OptionalInt.of(at);
        }
        if (c == '=' && words.isEmpty() && !quoted && isName(word)) {
            throw new Refusal(
                    at - word.length(),
                    Shown.text(word + "=...") + ", which sets a variable only in a shell; use the key env",
                    false);
        }
        append(c);
    }

    private void reference() {
        inWord = true;
        quoted = true;
        at = references.put(line, at, word);
    }

    private void lineEnd() {
        endWord();
        boolean more = !line.substring(at).isBlank();
        if (more && !words.isEmpty()) {
            throw new Refusal(
                    at,
                    "a line end, behind which a shell would begin another command; put a backslash before it",
                    false);
        }
    }

    private void backslash() {
        quoted = true;
        if (at + 1 == line.length()) {
            throw new Refusal(at, "a backslash at the end, which quotes nothing", false);
        }
        at++;
        if (line.startsWith("\r\n", at)) {
            at++;
        } else if (line.charAt(at) != '\n') {
            append(line.charAt(at));
        }
    }

    private void singleQuoted() {
        int end = line.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Refusal(at, "a single quote that is not closed", false);
        }
        word.append(line, at + 1, end);
        inWord = true;
        quoted = true;
        at = end;
    }

    private void doubleQuoted() {
        int start = at;
        inWord = true;
        quoted = true;
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            char c = line.charAt(at);
            if (c == '$' && References.isOne(line, at)) {
                reference();
                continue;
            }
            if (c == '$' || c == '`') {
                throw forShell(at);
            }
            if (c == '\\' && at + 1 < line.length() && "$`\"\\\n".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
                word.append(line.charAt(at) == '\n' ? "" : line.substring(at, at + 1));
            } else {
                word.append(c);
            }
        }
        if (at >= line.length()) {
            throw new Refusal(start, "a double quote that is not closed", false);
        }
    }

    private void append(char c) {
        word.append(c);
        inWord = true;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
            quoted = false;
            brackets = OptionalInt.empty();
        }
    }

    private Refusal forShell(int index) {
        return new Refusal(index, "'" + line.charAt(index) + "', which only a shell understands", true);
    }

    private static boolean isName(StringBuilder word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '_' && (c >= 0x80 || !Character.isLetter(c)) && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
