// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** Bytes that nobody changes any more. */
final class Bytes {

    static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] array;

    Bytes(byte[] array) {
        this.array = array;
    }

    int length() {
        return array.length;
    }

    byte[] array() {
        return array;
    }
}
