// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import java.time.Duration;

/** How long to wait before the next attempt: a second, then twice as long each time, up to a minute. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** Return how long, after one more failure. */
    Duration failed() {
        Duration delay = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(LAST) < 0 ? twice : LAST;
        return delay;
    }

    void succeeded() {
        next = FIRST;
    }
}
