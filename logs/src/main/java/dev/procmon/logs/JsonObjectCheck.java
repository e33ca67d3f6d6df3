// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/**
 * Whether bytes are one JSON object, as RFC 8259 has it, with nothing but white space around. Strict, because what passes is put into a
 * larger object as it is. Names that are there twice are let through. A line feed ends it, though it is white space elsewhere: it would break
 * the file. For one thread at a time.
 */
final class JsonObjectCheck {

    /** Objects and arrays within each other. */
    static final int DEPTH_MAX = 512;

    private byte[] bytes = {};
    private int at;
    private int end;

    /** Return where an object that begins here ends, with the white space around it, or -1 if there is none. */
    int end(byte[] from, int start, int to) {
        bytes = from;
        at = start;
        end = to;
        skipSpace();
        if (peek() != '{' || !object(1)) {
            return -1;
        }
        skipSpace();
        return at;
    }

    private int peek() {
        return at < end ? bytes[at] : -1;
    }

    private boolean take(int wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }

    private boolean value(int depth) {
        if (depth > DEPTH_MAX) {
            return false;
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object(int depth) {
        at++;
        skipSpace();
        if (take('}')) {
            return true;
        }
        do {
            skipSpace();
            if (peek() != '"' || !string()) {
                return false;
            }
            skipSpace();
            if (!take(':')) {
                return false;
            }
            skipSpace();
            if (!value(depth + 1)) {
                return false;
            }
            skipSpace();
        } while (take(','));
        return take('}');
    }

    private boolean array(int depth) {
        at++;
        skipSpace();
        if (take(']')) {
            return true;
        }
        do {
            skipSpace();
            if (!value(depth + 1)) {
                return false;
            }
            skipSpace();
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        at = PlainBytes.end(bytes, at + 1, end);
        while (at < end) {
            byte each = bytes[at];
            if (each < 0) {
                int after = Utf8.end(bytes, at, end);
                if (after < 0) {
                    return false;
                }
                at = after;
            } else if (each == '"') {
                at++;
                return true;
            } else if (each < 0x20 || !escape()) {
                return false;
            } else {
                at++;
            }
            at = PlainBytes.end(bytes, at, end);
        }
        return false;
    }

    /** Leaves the position at the last character of the escape. */
    private boolean escape() {
        at++;
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return true;
            }
            case 'u' -> {
                for (int i = 0; i < 4; i++) {
                    at++;
                    if (Character.digit(peek(), 16) < 0) {
                        return false;
                    }
                }
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private boolean word(String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (!take(wanted.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > start;
    }
}
