// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlTable;
import dev.procmon.config.toml.TomlText;
import dev.procmon.config.toml.TomlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts variables of the environment into strings: {@code ${NAME}}, or {@code ${NAME:-default}} where it may be unset or empty. A second
 * dollar before it makes it stand for itself. A command that is a string is split into words first, so that a value never becomes two of
 * them, and what stands in single quotes there stays as it is.
 */
final class Interpolation {

    static final String OPENING = "${";
    static final String ESCAPED = "$${";

    private static final String DEFAULT = ":-";

    private final Map<String, String> environment;
    private final Problems problems;

    Interpolation(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Return a text that reads back to the given one. */
    static String escape(String text) {
        return text.indexOf(OPENING) < 0 ? text : text.replace(OPENING, ESCAPED);
    }

    /** Return a table with everything put into its strings. */
    TomlTable in(TomlTable table, Section section) {
        return table(table, Optional.of(section), section == Section.PROGRAM ? "" : section.prefix());
    }

    private TomlTable table(TomlTable table, Optional<Section> section, String prefix) {
        List<TomlTable.Entry> entries = new ArrayList<>();
        for (TomlTable.Entry entry : table.entries()) {
            Optional<Key> key = section.isPresent() ? Key.find(section.get(), entry.key()) : Optional.empty();
            TomlValue value = value(entry.value(), key, prefix.concat(TomlText.key(TomlText.shortened(entry.key()))));
            entries.add(new TomlTable.Entry(entry.key(), entry.keyOffset(), value));
        }
        return TomlTable.of(table.offset(), entries);
    }

    private TomlValue value(TomlValue value, Optional<Key> key, String subject) {
        if (value instanceof TomlValue.Text text) {
            return key.isPresent() && key.get().takesCommandLine() ? command(text, subject) : text(text, subject);
        }
        if (value instanceof TomlValue.Array array) {
            List<TomlValue> elements = new ArrayList<>();
            for (TomlValue element : array.elements()) {
                elements.add(value(element, Optional.empty(), subject));
            }
            return new TomlValue.Array(array.offset(), elements);
        }
        return value instanceof TomlTable table
                ? table(table, key.isPresent() ? key.get().inner() : Optional.empty(), subject.concat("."))
                : value;
    }

    private TomlValue text(TomlValue.Text text, String subject) {
        String line = text.value();
        if (line.indexOf(OPENING) < 0) {
            return text;
        }
        int at = line.indexOf('$');
        References references = new References(text, subject);
        StringBuilder out = new StringBuilder(line.length()).append(line, 0, at);
        while (at < line.length()) {
            if (ShellWords.References.isOne(line, at)) {
                at = references.put(line, at, out);
            } else {
                out.append(line.charAt(at));
            }
            at++;
        }
        references.end();
        return new TomlValue.Text(text.offset(), out.toString(), text.bodyOffset(), false);
    }

    /** Return the words of a command line; what is no command line is left to who reads it. */
    private TomlValue command(TomlValue.Text text, String subject) {
        if (text.value().indexOf(OPENING) < 0) {
            return text;
        }
        References references = new References(text, subject);
        if (!(ShellWords.split(text.value(), references) instanceof ShellWords.Split.Words words)) {
            return text;
        }
        references.end();
        List<TomlValue> elements = new ArrayList<>();
        for (String word : words.words()) {
            elements.add(new TomlValue.Text(text.offset(), word, text.bodyOffset(), false));
        }
        return new TomlValue.Array(text.offset(), elements);
    }

    /** The references in one text. */
    private final class References implements ShellWords.References {

        private final TomlValue.Text text;
        private final String subject;
        private boolean failed;

        References(TomlValue.Text text, String subject) {
            this.text = text;
            this.subject = subject;
        }

        @Override
        public int put(String line, int at, StringBuilder out) {
            if (line.startsWith(ESCAPED, at)) {
                out.append(OPENING);
                return at + ESCAPED.length() - 1;
            }
            int end = line.indexOf('}', at);
            String inside = end < 0 ? "" : line.substring(at + OPENING.length(), end);
            int colon = inside.indexOf(DEFAULT);
            String name = colon < 0 ? inside : inside.substring(0, colon);
            if (!isName(name)) {
                error(
                        at,
                        "expected ${NAME} or ${NAME:-default}; write " + ESCAPED
                                + " for the two characters as they stand");
                out.append(OPENING);
                return at + OPENING.length() - 1;
            }
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty() && colon >= 0) {
                out.append(inside, colon + DEFAULT.length(), inside.length());
            } else if (environment.containsKey(name)) {
                out.append(value);
            } else {
                error(
                        at,
                        "the variable " + Shown.text(name)
                                + " is not set in the environment of procmon; ${NAME:-default} does without, and "
                                + ESCAPED + " stands for the two characters");
                out.append(name);
            }
            return end;
        }

        private void error(int at, String message) {
            failed = true;
            problems.error(text.offsetOf(at), subject + ": " + message);
        }

        /** See that nothing else is said of a text of which something could not be put in. */
        void end() {
            if (failed) {
                problems.spoil(text.offset());
            }
        }

        private static boolean isName(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
                if (!letter && (i == 0 || c < '0' || c > '9')) {
                    return false;
                }
            }
            return !name.isEmpty();
        }
    }
}
