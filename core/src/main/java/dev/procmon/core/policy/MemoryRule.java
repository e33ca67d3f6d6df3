// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;

/**
 * When a program uses too much memory: for so long more than the limit. It began when the limit was exceeded and is over when
 * use has fallen below nine tenths of it, so that a program that hovers about the limit is not let off by chance.
 *
 * @param limit resident bytes of the whole tree
 * @param time for how long
 */
public record MemoryRule(long limit, Duration time) {

    private static final Duration SAMPLE_MIN = Duration.ofSeconds(1);
    private static final Duration SAMPLE_MAX = Duration.ofSeconds(10);

    public MemoryRule {
        if (limit < 1 || time.isNegative()) {
            throw new IllegalArgumentException("a memory limit that is not positive, or a negative time");
        }
    }

    /** Tell whether use has fallen so far that the time begins anew. */
    public boolean isLow(long bytes) {
        return bytes < limit - limit / 10;
    }

    /** Return how often to look: a sixth of the time, from 1 s to 10 s. */
    public Duration samplePeriod() {
        Duration sixth = time.dividedBy(6);
        return sixth.compareTo(SAMPLE_MIN) < 0 ? SAMPLE_MIN : sixth.compareTo(SAMPLE_MAX) > 0 ? SAMPLE_MAX : sixth;
    }
}
