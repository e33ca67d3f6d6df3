// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;

/**
 * How often to look, and how much a look counts.
 *
 * @param target what is looked at
 * @param period from one look to the next
 * @param timeout how long a look may take; then it has failed
 * @param failures so many failures in a row are a verdict
 * @param successes so many successes in a row are a verdict
 * @param startPeriod failures so soon after the spawn do not count
 */
public record ProbePolicy(
        ProbeTarget target, Duration period, Duration timeout, int failures, int successes, Duration startPeriod) {

    /** The shortest period and timeout. */
    public static final Duration SHORTEST = Duration.ofMillis(10);

    /** The defaults of Kubernetes but for the timeout, which is 1 s there: every 10 s, 3 failures, 1 success. */
    public static ProbePolicy of(ProbeTarget target) {
        return new ProbePolicy(target, Duration.ofSeconds(10), Duration.ofSeconds(3), 3, 1, Duration.ZERO);
    }

    public ProbePolicy {
        if (period.compareTo(SHORTEST) < 0 || timeout.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a probe with a period or timeout of less than 10 ms");
        }
        if (failures < 1 || successes < 1 || startPeriod.isNegative()) {
            throw new IllegalArgumentException("a probe with a threshold below 1 or a negative start period");
        }
    }
}
