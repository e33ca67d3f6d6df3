// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/** Bytes of UTF-8 to a string of JSON, and back. */
final class JsonText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** What stands behind a backslash for each byte; {@code u} where four digits follow; 0 where none is needed. */
    private static final byte[] ESCAPES = escapes();

    private JsonText() {}

    private static byte[] escapes() {
        byte[] table = new byte[128];
        for (int i = 0; i < 0x20; i++) {
            table[i] = 'u';
        }
        table['\b'] = 'b';
        table['\t'] = 't';
        table['\n'] = 'n';
        table['\f'] = 'f';
        table['\r'] = 'r';
        table['"'] = '"';
        table['\\'] = '\\';
        return table;
    }

    /** Write a whole string, with its quotes. */
    static void quote(ByteArray out, byte[] utf8) {
        out.add('"');
        if (!escape(out, utf8, 0, utf8.length)) {
            throw new IllegalArgumentException("not UTF-8");
        }
        out.add('"');
    }

    /** Write what is between the quotes. Return false if the bytes are not UTF-8; something may have been written by then. */
    static boolean escape(ByteArray out, byte[] from, int start, int end) {
        int copied = start;
        int at = start;
        while (at < end) {
            byte each = from[at];
            if (each < 0) {
                int length = Utf8.length(from, at, end);
                if (length == 0) {
                    return false;
                }
                at += length;
            } else if (ESCAPES[each] == 0) {
                at++;
            } else {
                out.add(from, copied, at);
                escape(out, each);
                copied = ++at;
            }
        }
        out.add(from, copied, end);
        return true;
    }

    private static void escape(ByteArray out, byte each) {
        out.add('\\');
        out.add(ESCAPES[each]);
        if (ESCAPES[each] == 'u') {
            out.add('0');
            out.add('0');
            out.add(HEX[each >> 4]);
            out.add(HEX[each & 15]);
        }
    }

    /**
     * Write the bytes that an escaped string stands for.
     *
     * @return where the closing quote is, or -1 if the string is damaged or does not end
     */
    static int unescape(ByteArray out, byte[] from, int start, int end) {
        int copied = start;
        int at = start;
        while (at < end && from[at] != '"') {
            if (from[at] != '\\') {
                at++;
                continue;
            }
            out.add(from, copied, at);
            at = unescapeOne(out, from, at + 1, end);
            if (at < 0) {
                return -1;
            }
            copied = at;
        }
        out.add(from, copied, at);
        return at < end ? at : -1;
    }

    private static int unescapeOne(ByteArray out, byte[] from, int at, int end) {
        if (at >= end) {
            return -1;
        }
        switch (from[at]) {
            case '"', '\\', '/' -> out.add(from[at]);
            case 'b' -> out.add('\b');
            case 'f' -> out.add('\f');
            case 'n' -> out.add('\n');
            case 'r' -> out.add('\r');
            case 't' -> out.add('\t');
            case 'u' -> {
                return unescapeDigits(out, from, at + 1, end);
            }
            default -> {
                return -1;
            }
        }
        return at + 1;
    }

    /** Only control characters are written so; what else there might be was not written by us. */
    private static int unescapeDigits(ByteArray out, byte[] from, int at, int end) {
        if (end - at < 4) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(from[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        if (value > 0x7f) {
            return -1;
        }
        out.add(value);
        return at + 4;
    }
}
