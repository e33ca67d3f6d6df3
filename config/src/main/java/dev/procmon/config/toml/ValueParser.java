// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.ArrayList;
import java.util.List;

/** Reads values, among them arrays and inline tables, which may hold values again. */
final class ValueParser {

    /** How deep arrays and inline tables may stand in one another; bounds the stack. */
    static final int DEPTH_MAX = 32;

    private final Cursor cursor;
    private final LineIndex lines;
    private final StringParser strings;
    private final ScalarParser scalars;
    private final KeyParser keys;
    private final TableBuilder tables;
    private int depth;

    ValueParser(Cursor cursor, LineIndex lines, TableBuilder tables) {
        this.cursor = cursor;
        this.lines = lines;
        this.tables = tables;
        strings = new StringParser(cursor);
        scalars = new ScalarParser(cursor);
        keys = new KeyParser(cursor, strings);
    }

    KeyParser keys() {
        return keys;
    }

    /** Read {@code key = value} into a table. */
    void parseKeyAndValue(TomlTable table) {
        List<KeyParser.Part> key = keys.parse();
        if (cursor.peek() != '=') {
            throw SyntaxException.at(
                    cursor.offset(), "expected '=' behind the key " + shown(key) + ", found " + cursor.describe());
        }
        cursor.skip(1);
        cursor.skipBlanks();
        if (cursor.atLineEnd() || cursor.peek() == '#') {
            throw SyntaxException.at(cursor.offset(), "the key " + shown(key) + " has no value");
        }
        tables.set(table, key, parse());
    }

    private static String shown(List<KeyParser.Part> key) {
        return TomlText.key(TomlText.shortened(key.getLast().name()));
    }

    private TomlValue parse() {
        return switch (cursor.peek()) {
            case '"', '\'' -> strings.parse();
            case '[' -> nested(false);
            case '{' -> nested(true);
            default -> scalars.parse();
        };
    }

    private TomlValue nested(boolean table) {
        if (depth == DEPTH_MAX) {
            throw SyntaxException.at(cursor.offset(), "arrays and tables are nested more than " + DEPTH_MAX + " deep");
        }
        depth++;
        try {
            return table ? table() : array();
        } catch (SyntaxException fault) {
            throw fault.inValueOfManyLines();
        } finally {
            depth--;
        }
    }

    private TomlValue array() {
        int start = cursor.offset();
        List<TomlValue> elements = new ArrayList<>();
        cursor.skip(1);
        cursor.skipToContent();
        while (cursor.peek() != ']') {
            failAtEnd(start, "array", ']');
            elements.add(parse());
            separator(start, "array", ']');
        }
        cursor.skip(1);
        return new TomlValue.Array(start, List.copyOf(elements));
    }

    private TomlValue table() {
        int start = cursor.offset();
        TomlTable table = new TomlTable(start, TomlTable.Definition.INLINE);
        cursor.skip(1);
        cursor.skipToContent();
        while (cursor.peek() != '}') {
            failAtEnd(start, "table", '}');
            parseKeyAndValue(table);
            separator(start, "table", '}');
        }
        cursor.skip(1);
        tables.seal(table);
        return table;
    }

    private void separator(int start, String what, char closing) {
        cursor.skipToContent();
        if (cursor.peek() == ',') {
            cursor.skip(1);
            cursor.skipToContent();
        } else if (cursor.peek() != closing) {
            failAtEnd(start, what, closing);
            boolean sameLine = lines.line(start) == lines.line(cursor.offset());
            String message = sameLine
                    ? "expected ',' or '" + closing + "', found " + cursor.describe()
                    : "the " + what + " is not closed: expected ',' or '" + closing + "' before line "
                            + lines.line(cursor.offset());
            throw new SyntaxException(
                    sameLine ? cursor.offset() : start, SyntaxException.Resume.NEXT_STATEMENT, message);
        }
    }

    private void failAtEnd(int start, String what, char closing) {
        if (cursor.peek() == Cursor.END) {
            throw new SyntaxException(
                    start,
                    SyntaxException.Resume.NOWHERE,
                    "the " + what + " is not closed: expected '" + closing + "' before the end of the file");
        }
    }
}
