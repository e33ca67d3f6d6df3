// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

/** Bytes that all connections together may hold. For one thread. */
final class Budget {

    private final long max;
    private long taken;

    Budget(long max) {
        this.max = max;
    }

    /** Take some, if that many are left. */
    boolean take(long bytes) {
        if (taken + bytes > max) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Take some, in any case. */
    void force(long bytes) {
        taken += bytes;
    }

    void giveBack(long bytes) {
        taken -= bytes;
    }

    boolean isExhausted() {
        return taken >= max;
    }

    long taken() {
        return taken;
    }
}
