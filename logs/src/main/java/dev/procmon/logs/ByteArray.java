// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

import java.util.Arrays;

/** Bytes that become more. */
final class ByteArray {
    private byte[] bytes = new byte[256];
    private int length;

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Cut what is behind. */
    void cut(int newLength) {
        length = newLength;
    }

    void add(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    void add(byte[] from) {
        add(from, 0, from.length);
    }

    void add(int single) {
        reserve(1);
        bytes[length++] = (byte) single;
    }

    /** Make room for so many more. */
    void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** Return a copy of the bytes. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
