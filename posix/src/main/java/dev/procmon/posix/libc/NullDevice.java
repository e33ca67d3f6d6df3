// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.libc;

/** The file that is always empty and swallows everything. */
final class NullDevice {

    private static final byte[] PATH = {'/', 'd', 'e', 'v', '/', 'n', 'u', 'l', 'l'};

    private NullDevice() {}

    /** Return the address of its path. */
    static long path(Caller caller) {
        Memory path = caller.allocate(PATH.length + 1);
        path.putString(0, PATH);
        return path.address();
    }
}
