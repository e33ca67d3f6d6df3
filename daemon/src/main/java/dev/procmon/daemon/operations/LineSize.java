// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.control.output.LogLine;

/** How many bytes lines take when they are sent, at the most. From any thread. */
final class LineSize {

    /** The names of all fields, what is between them, and the longest numbers and times there are. */
    private static final int FIELDS = 192;

    /** A control character, as JSON has it: its number in four digits. */
    private static final int CONTROL = 6;

    /** A quotation mark or a backslash has a backslash before it. */
    private static final int ESCAPED = 2;

    /** What is not ASCII takes no more as UTF-8; a character beyond U+FFFF is two chars and takes four bytes. */
    private static final int OTHER = 3;

    private LineSize() {}

    /** Return how many bytes a line takes in JSON, at the most. */
    static long of(LogLine line) {
        return FIELDS
                + text(line.program())
                + text(line.text())
                + (line.bytes().isPresent() ? line.bytes().get().length() : 0);
    }

    private static long text(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += size(text.charAt(i));
        }
        return size;
    }

    private static int size(char each) {
        if (each < ' ') {
            return CONTROL;
        }
        if (each == '"' || each == '\\') {
            return ESCAPED;
        }
        return each < 0x80 ? 1 : OTHER;
    }
}
