// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.time.MonotonicTime;

/** The monotonic clock of the host, from the moment at which this was made. The only place that reads a system clock. */
final class Clock {

    private final long origin = System.nanoTime();

    MonotonicTime now() {
        return new MonotonicTime(System.nanoTime() - origin);
    }
}
