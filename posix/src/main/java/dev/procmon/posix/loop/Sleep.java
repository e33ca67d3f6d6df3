// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Clocks;
import java.time.Duration;

/**
 * How long the host has slept since this was made: by so much the clock that goes on meanwhile has gained on the one that
 * stands still (clock_gettime(2), CLOCK_BOOTTIME and CLOCK_MONOTONIC). On the loop thread.
 *
 * <p>The two cannot be read at the same moment. At first the greatest difference is taken that there can have been and later
 * the least, so that the answer is zero as long as the host was awake, and never too long.
 */
final class Sleep {

    private final Clocks clocks;
    private final long atFirst;
    private long longest;

    Sleep(Caller caller) {
        this.clocks = new Clocks(caller);
        long before = clocks.monotonic();
        this.atFirst = clocks.sinceBoot() - before;
    }

    Duration soFar() {
        long sinceBoot = clocks.sinceBoot();
        longest = Math.max(longest, sinceBoot - clocks.monotonic() - atFirst);
        return Duration.ofNanos(longest);
    }
}
