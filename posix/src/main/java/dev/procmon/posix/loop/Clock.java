// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.time.MonotonicTime;
import java.util.function.LongSupplier;

/** The monotonic clock of the host, from the moment at which this was made. The only place that reads a system clock. */
final class Clock implements LongSupplier {

    private final long origin = System.nanoTime();

    MonotonicTime now() {
        return new MonotonicTime(getAsLong());
    }

    /** Return the nanoseconds since then. */
    @Override
    public long getAsLong() {
        return System.nanoTime() - origin;
    }
}
