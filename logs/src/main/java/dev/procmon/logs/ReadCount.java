// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/** How much has been read of all files of a reader, and in how many turns. */
final class ReadCount {
    private long turns;
    private long bytes;

    void add(int more) {
        turns++;
        bytes += more;
    }

    long turns() {
        return turns;
    }

    long bytes() {
        return bytes;
    }
}
