// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import dev.procmon.core.process.Signal;
import java.time.Duration;

/**
 * How to end a run: this signal first, and KILL where it still lives when the grace period is over.
 *
 * @param signal what asks the program to end
 * @param grace how long it may take
 */
public record StopPlan(Signal signal, Duration grace) {

    /** The seed's profile: TERM and 5 s. */
    public static final StopPlan SEED = new StopPlan(Signal.TERM, Duration.ofSeconds(5));

    /** The profile of the config file: TERM and 10 s. */
    public static final StopPlan STANDARD = new StopPlan(Signal.TERM, Duration.ofSeconds(10));

    /** The shortest time between two attempts to kill, whatever the grace period: a refusal is not asked for again and again. */
    private static final Duration RETRY_MIN = Duration.ofSeconds(1);

    public StopPlan {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("negative grace period");
        }
    }

    /** Return after how long a refused KILL is tried again: the grace period, but at least 1 s. */
    public Duration retry() {
        return grace.compareTo(RETRY_MIN) < 0 ? RETRY_MIN : grace;
    }
}
