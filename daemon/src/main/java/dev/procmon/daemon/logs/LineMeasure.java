// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import dev.procmon.logs.LogFormat;
import java.util.Arrays;

/**
 * Tells of lines of a file how many bytes of the program they stand for: without what stands before each, and without the line feed where
 * the program has written none.
 */
final class LineMeasure {

    /** Where the first tag of a {@code lines} file is: behind the time, a space, the stream, a space. */
    private static final int TAG = 35;

    /** Where the time of a {@code json} line is, and how long a time is. */
    private static final int JSON_TIME = 9;

    private static final int TIME = 27;

    private static final byte[] PARTIAL = {'"', 'p', 'a', 'r', 't', 'i', 'a', 'l', '"'};

    private LineMeasure() {}

    /** Return how many bytes of the program one line stands for, which ends with its line feed but for the last of a raw file. */
    static int bytes(LogFormat format, byte[] text, int from, int to) {
        return switch (format) {
            case RAW -> to - from;
            case LINES -> {
                int space = indexOf(text, (byte) ' ', from + TAG, to);
                yield to - space - 1 - (isFinished(format, text, from, to) ? 0 : 1);
            }
            case JSON -> json(text, from, to) + (isFinished(format, text, from, to) ? 1 : 0);
        };
    }

    /** Tell whether the program has ended the line: whether a line is lost with it. */
    static boolean isFinished(LogFormat format, byte[] text, int from, int to) {
        return switch (format) {
            case RAW -> text[to - 1] == '\n';
            case LINES -> text[from + TAG] == 'F';
            case JSON -> !matches(text, afterStream(text, from, to), PARTIAL);
        };
    }

    /** Return the time of a line that begins somewhere, as it is written there; nothing for a raw one. */
    static byte[] time(LogFormat format, byte[] text, int from) {
        int begin =
                switch (format) {
                    case RAW -> text.length;
                    case LINES -> from;
                    case JSON -> from + JSON_TIME;
                };
        return Arrays.copyOfRange(text, begin, Math.min(text.length, begin + TIME));
    }

    /** Return where the line ends that begins somewhere: behind its line feed, or where all ends. */
    static int end(byte[] text, int from, int to) {
        return Math.min(to, indexOf(text, (byte) '\n', from, to) + 1);
    }

    static int indexOf(byte[] text, byte wanted, int from, int to) {
        int at = from;
        while (at < to && text[at] != wanted) {
            at++;
        }
        return at;
    }

    private static int json(byte[] text, int from, int to) {
        int key = afterStream(text, from, to);
        if (matches(text, key, PARTIAL)) {
            key = indexOf(text, (byte) ',', key, to) + 1;
        }
        int value = indexOf(text, (byte) ':', key, to) + 1;
        // Behind the value are a brace and the line feed.
        int end = to - 2;
        return switch (text[key + 1]) {
            case 't' -> unescaped(text, value + 1, end - 1);
            case 'j' -> end - value;
            default -> decoded(text, value + 1, end - 1);
        };
    }

    /** Return where the member behind {@code "stream":"stdout",} begins: behind the third value that holds no comma. */
    private static int afterStream(byte[] text, int from, int to) {
        byte[] stream = {',', '"', 's', 't', 'r', 'e', 'a', 'm', '"', ':'};
        int at = from;
        while (at < to && !matches(text, at, stream)) {
            at++;
        }
        return indexOf(text, (byte) ',', at + 1, to) + 1;
    }

    private static boolean matches(byte[] text, int at, byte[] wanted) {
        if (at + wanted.length > text.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (text[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Only single bytes are written as an escape sequence. */
    private static int unescaped(byte[] text, int from, int to) {
        int count = 0;
        for (int at = from; at < to; count++) {
            at += text[at] != '\\' ? 1 : text[at + 1] == 'u' ? 6 : 2;
        }
        return count;
    }

    private static int decoded(byte[] text, int from, int to) {
        int padding = 0;
        while (to - padding > from && text[to - padding - 1] == '=') {
            padding++;
        }
        return (to - from) / 4 * 3 - padding;
    }
}
