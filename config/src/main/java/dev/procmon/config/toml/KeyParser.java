// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config.toml;

import java.util.ArrayList;
import java.util.List;

/** Reads keys, dotted or not, with the place of each part. */
final class KeyParser {

    /** The greatest number of parts of a key: no table of ours is a tenth so deep. */
    static final int PARTS_MAX = 32;

    /** One part of a dotted key. */
    record Part(int offset, String name) {}

    private final Cursor cursor;
    private final StringParser strings;

    KeyParser(Cursor cursor, StringParser strings) {
        this.cursor = cursor;
        this.strings = strings;
    }

    /** Read a key and the blanks around it. */
    List<Part> parse() {
        List<Part> parts = new ArrayList<>(2);
        while (true) {
            cursor.skipBlanks();
            parts.add(part());
            cursor.skipBlanks();
            if (cursor.peek() != '.') {
                return parts;
            }
            if (parts.size() == PARTS_MAX) {
                throw SyntaxException.at(cursor.offset(), "a key has more than " + PARTS_MAX + " parts");
            }
            cursor.skip(1);
        }
    }

    private Part part() {
        int start = cursor.offset();
        if (cursor.peek() == '"' || cursor.peek() == '\'') {
            return new Part(start, strings.parseKey().value());
        }
        while (TomlText.isBare(cursor.peek())) {
            cursor.skip(1);
        }
        if (cursor.offset() == start) {
            throw SyntaxException.at(
                    start,
                    "expected a key, found " + cursor.describe()
                            + "; a key with other characters than A-Z, a-z, 0-9, '_' and '-' needs quotes");
        }
        return new Part(start, cursor.text().substring(start, cursor.offset()));
    }
}
