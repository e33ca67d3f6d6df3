// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/** Which bytes are UTF-8. The table of well-formed sequences is table 3-7 of the Unicode Standard. */
final class Utf8 {

    private Utf8() {}

    /** Return where the characters end that begin here and are not ASCII, or -1 if one of them is not well-formed. */
    static int end(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] < 0) {
            int length = length(bytes, at, end);
            if (length == 0) {
                return -1;
            }
            at += length;
        }
        return at;
    }

    /** Return how long the character is that begins here with a byte above 127, or 0 if it is not well-formed. */
    static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first >= 0xc2 && first <= 0xdf) {
            return at + 1 < end && (bytes[at + 1] & 0xc0) == 0x80 ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            return follows(bytes, at + 1, end, 2) && threeIsWellFormed(first, bytes[at + 1] & 0xff) ? 3 : 0;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            return follows(bytes, at + 1, end, 3) && fourIsWellFormed(first, bytes[at + 1] & 0xff) ? 4 : 0;
        }
        return 0;
    }

    /** Neither longer than needed nor a half of a pair. */
    private static boolean threeIsWellFormed(int first, int second) {
        return (first != 0xe0 || second >= 0xa0) && (first != 0xed || second <= 0x9f);
    }

    /** Neither longer than needed nor beyond the last character. */
    private static boolean fourIsWellFormed(int first, int second) {
        return (first != 0xf0 || second >= 0x90) && (first != 0xf4 || second <= 0x8f);
    }

    private static boolean follows(byte[] bytes, int at, int end, int count) {
        if (end - at < count) {
            return false;
        }
        for (int i = at; i < at + count; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
