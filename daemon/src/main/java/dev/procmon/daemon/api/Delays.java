// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Spaces things out in time, so many in a second, without remembering them. For one thread. */
final class Delays {

    private final long step;
    private final LongSupplier nanoTime;
    private long next;

    /**
     * Make it.
     *
     * @param nanoTime a monotonic clock in nanoseconds
     */
    Delays(int inASecond, LongSupplier nanoTime) {
        this.step = Duration.ofSeconds(1).toNanos() / inASecond;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** Return how long the next one has to wait, in nanoseconds. */
    long next() {
        long now = nanoTime.getAsLong();
        long at = next - now > 0 ? next : now;
        next = at + step;
        return at - now;
    }
}
