// SPDX-License-Identifier: Apache-2.0
package dev.procmon.logs;

/**
 * How much has been read of all files of a reader, and in how many turns. It also knows when the disk is looked at: between any two looks
 * somebody else may do anything to the files.
 */
final class ReadCount {
    private final Runnable beforeLook;
    private long turns;
    private long bytes;

    ReadCount() {
        this(() -> {});
    }

    /**
     * Make it.
     *
     * @param beforeLook run before each look at the disk, by the thread that reads; tests do to the files then what others may do
     */
    ReadCount(Runnable beforeLook) {
        this.beforeLook = beforeLook;
    }

    /** The disk is about to be looked at. */
    void look() {
        beforeLook.run();
    }

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
