// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/** Bytes of UTF-8 to a string of JSON, and back. */
final class JsonText {
    /** What stands for each byte that cannot stand there as it is; the others have nothing. */
    private static final byte[][] ESCAPES = escapes();

    private JsonText() {}

    private static byte[][] escapes() {
        byte[] hex = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
        byte[][] table = new byte[128][0];
        for (int i = 0; i < 0x20; i++) {
            table[i] = new byte[] {'\\', 'u', '0', '0', hex[i >> 4], hex[i & 15]};
        }
        table['\b'] = new byte[] {'\\', 'b'};
        table['\t'] = new byte[] {'\\', 't'};
        table['\n'] = new byte[] {'\\', 'n'};
        table['\f'] = new byte[] {'\\', 'f'};
        table['\r'] = new byte[] {'\\', 'r'};
        table['"'] = new byte[] {'\\', '"'};
        table['\\'] = new byte[] {'\\', '\\'};
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
        int at = escapeLine(out, from, start, end);
        while (at >= 0 && at < end) {
            out.add(ESCAPES['\n']);
            at = escapeLine(out, from, at + 1, end);
        }
        return at >= 0;
    }

    /**
     * Write what is between the quotes for bytes up to a line feed or the end.
     *
     * @return where that is, or -1 if the bytes are not UTF-8; something may have been written by then
     */
    static int escapeLine(ByteArray out, byte[] from, int start, int end) {
        int copied = start;
        int at = PlainBytes.end(from, start, end);
        while (at < end && from[at] != '\n') {
            byte each = from[at];
            if (each < 0) {
                at = Utf8.end(from, at, end);
                if (at < 0) {
                    return -1;
                }
            } else {
                out.add(from, copied, at);
                out.add(ESCAPES[each]);
                copied = ++at;
            }
            at = PlainBytes.end(from, at, end);
        }
        out.add(from, copied, at);
        return at;
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
