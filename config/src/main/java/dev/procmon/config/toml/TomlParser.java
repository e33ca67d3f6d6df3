// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a document statement by statement: a header, or a key with its value. A fault ends its statement only. It is
 * noted, and reading goes on where the next statement plausibly begins, so that one run finds every fault. Time is
 * linear in the length of the text: the faults are limited in number, and so are nesting and the length of dotted keys.
 */
final class TomlParser {

    /** The number of faults after which the rest of the text is not looked at. */
    static final int FAULTS_MAX = 100;

    private final Cursor cursor;
    private final TableBuilder tables;
    private final ValueParser values;
    private final List<SyntaxFault> faults = new ArrayList<>();
    private TomlTable current;

    TomlParser(String text) {
        cursor = new Cursor(text);
        LineIndex lines = new LineIndex(text);
        tables = new TableBuilder(lines);
        values = new ValueParser(cursor, lines, tables);
        current = tables.root();
    }

    TomlDocument parse() {
        while (cursor.peek() != Cursor.END) {
            try {
                cursor.skipToContent();
                if (cursor.peek() != Cursor.END) {
                    statement();
                    endOfStatement();
                }
            } catch (SyntaxException fault) {
                note(fault);
            }
        }
        return new TomlDocument(tables.root(), faults);
    }

    private void statement() {
        if (cursor.peek() == '[') {
            // What stands under a faulty header must not end up in the table before it.
            current = tables.detached();
            current = header();
        } else {
            values.parseKeyAndValue(current);
        }
    }

    private TomlTable header() {
        boolean element = cursor.peek(1) == '[';
        cursor.skip(element ? 2 : 1);
        List<KeyParser.Part> key = values.keys().parse();
        if (!cursor.startsWith(element ? "]]" : "]")) {
            throw SyntaxException.at(
                    cursor.offset(),
                    "expected '.' or '" + (element ? "]]" : "]") + "' in a table header, found " + cursor.describe());
        }
        cursor.skip(element ? 2 : 1);
        return element ? tables.element(key) : tables.header(key);
    }

    private void endOfStatement() {
        cursor.skipBlanks();
        cursor.skipComment();
        if (!cursor.atLineEnd()) {
            throw SyntaxException.at(cursor.offset(), "expected the end of the line, found " + cursor.describe());
        }
    }

    private void note(SyntaxException exception) {
        faults.add(exception.fault());
        if (faults.size() == FAULTS_MAX) {
            faults.add(new SyntaxFault(
                    cursor.offset(), "more than " + FAULTS_MAX + " faults; the rest of the file was not read"));
            cursor.moveTo(cursor.text().length());
            return;
        }
        switch (exception.resume()) {
            case NEXT_LINE -> cursor.skipLine();
            case NEXT_STATEMENT -> skipToStatement();
            case NOWHERE -> cursor.moveTo(cursor.text().length());
        }
    }

    /**
     * Go to the first line, from the one at hand where the cursor stands at its beginning, that looks like a statement.
     */
    private void skipToStatement() {
        if (!isFirstOfLine()) {
            cursor.skipLine();
        }
        while (cursor.peek() != Cursor.END && !looksLikeStatement()) {
            cursor.skipLine();
        }
    }

    private boolean isFirstOfLine() {
        int at = cursor.offset();
        while (at > 0 && Cursor.isBlank(cursor.text().charAt(at - 1))) {
            at--;
        }
        return at == 0 || cursor.text().charAt(at - 1) == '\n';
    }

    private boolean looksLikeStatement() {
        int start = cursor.offset();
        cursor.skipBlanks();
        boolean header = cursor.peek() == '[';
        while (cursor.peek() == '[') {
            cursor.skip(1);
        }
        if (header && Character.isLetter(cursor.peek())) {
            // A header, even if it is faulty: in an array, hardly anything begins with a letter.
            cursor.moveTo(start);
            return true;
        }
        try {
            values.keys().parse();
            return cursor.peek() == (header ? ']' : '=');
        } catch (SyntaxException _) {
            return false;
        } finally {
            cursor.moveTo(start);
        }
    }
}
