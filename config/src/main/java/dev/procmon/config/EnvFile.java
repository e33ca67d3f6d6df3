// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.LineIndex;
import dev.procmon.config.toml.TomlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of variables: {@code NAME=value} lines, an optional {@code export} before the name, comments from {@code
 * #} at the beginning of a line or behind a blank. A value in single quotes is taken as it stands; in double quotes
 * {@code \n \r \t \" \\ \$} are escapes; both may span lines. Nothing is expanded. A later line wins over an earlier
 * one.
 *
 * <p>What is read may be secret: no message shows anything of a value.
 */
final class EnvFile {

    /**
     * What was read.
     *
     * @param problems in the order of the file; the variables are of no use where there are any
     */
    record Variables(Map<String, String> variables, List<Problem> problems) {}

    private static final int PROBLEMS_MAX = 100;

    private final Path file;
    private final String text;
    private final LineIndex lines;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int at;

    private EnvFile(Path file, String text) {
        this.file = file;
        this.text = text;
        lines = new LineIndex(text);
    }

    /** Read a file. */
    static Variables read(Path file) {
        FileText read = FileText.read(file);
        if (read instanceof FileText.Loaded loaded) {
            return parse(file, loaded.text());
        }
        return new Variables(Map.of(), List.of(((FileText.Refused) read).problem()));
    }

    /** Read a text as if it stood in a file. */
    static Variables parse(Path file, String text) {
        return new EnvFile(file, text).parse();
    }

    private Variables parse() {
        while (at < text.length() && problems.size() < PROBLEMS_MAX) {
            skipBlanks();
            if (!atLineEnd() && text.charAt(at) != '#') {
                line();
            }
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return new Variables(variables, problems);
    }

    private void line() {
        int start = at;
        String name = name();
        if (name.equals("export") && at < text.length() && isBlank(text.charAt(at))) {
            skipBlanks();
            start = at;
            name = name();
        }
        skipBlanks();
        if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
            problem(
                    name.isEmpty() ? start : at,
                    "expected NAME=value; a name has letters, digits, '_', '.' and '-', no digit first");
            return;
        }
        at++;
        skipBlanks();
        int valueStart = at;
        String value = value();
        int nul = value.indexOf('\0');
        if (nul >= 0) {
            problem(valueStart, "the value of " + TomlText.shortened(name) + " holds a NUL character");
        }
        variables.put(name, value);
    }

    private String name() {
        int start = at;
        while (at < text.length() && isNameCharacter(text.charAt(at), at == start)) {
            at++;
        }
        return text.substring(start, at);
    }

    private String value() {
        if (atLineEnd()) {
            return "";
        }
        char quote = text.charAt(at);
        return quote == '"' || quote == '\'' ? quoted(quote) : plain();
    }

    private String plain() {
        int start = at;
        while (!atLineEnd() && !(text.charAt(at) == '#' && isBlank(text.charAt(at - 1)))) {
            at++;
        }
        return text.substring(start, at).stripTrailing();
    }

    private String quoted(char quote) {
        int start = at;
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
                escaped(value);
            } else {
                value.append(text.charAt(at));
            }
        }
        if (at >= text.length()) {
            problem(start, "the quote is not closed");
            return "";
        }
        at++;
        skipBlanks();
        if (!atLineEnd() && text.charAt(at) != '#') {
            problem(at, "expected the end of the line behind the closing quote");
        }
        return value.toString();
    }

    private void escaped(StringBuilder value) {
        char next = text.charAt(at + 1);
        switch (next) {
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case '"', '\\', '$' -> value.append(next);
            default -> value.append('\\').append(next);
        }
        at++;
    }

    private void problem(int offset, String message) {
        problems.add(Problem.at(file, new Position(lines.line(offset), lines.column(offset)), message));
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private boolean atLineEnd() {
        return at >= text.length() || text.charAt(at) == '\n' || text.startsWith("\r\n", at);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isNameCharacter(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        return letter || (!first && ((c >= '0' && c <= '9') || c == '.' || c == '-'));
    }
}
