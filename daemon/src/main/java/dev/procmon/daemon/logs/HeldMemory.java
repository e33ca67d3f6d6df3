// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

/** What all files of a store that cannot be written hold in memory together. On the output thread. */
final class HeldMemory {

    /** The most that it should be, in bytes; one chunk may come above that. */
    static final long MAX = 16 << 20;

    private long size;

    void add(long more) {
        size += more;
    }

    /** Tell whether nothing more should be held. */
    boolean isFull() {
        return size >= MAX;
    }
}
