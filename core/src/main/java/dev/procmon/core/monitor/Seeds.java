// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

/** A row of seeds out of one: every child draws its jitter from a seed of its own. */
final class Seeds {

    private long state;

    Seeds(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return state * 0xBF58476D1CE4E5B9L;
    }
}
