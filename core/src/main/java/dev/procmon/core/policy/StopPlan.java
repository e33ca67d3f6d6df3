// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import java.time.Duration;
import java.util.Optional;

/**
 * How to end a run: this signal first, KILL to the whole tree where anybody of it still lives when the grace period is over,
 * and KILL again as long as anybody does.
 *
 * @param signal what asks the program to end
 * @param reach who gets that signal
 * @param grace how long all of the tree may take
 * @param insist after how long KILL is sent again to those who outlive it, and they are named; at least 1 s;
 *     once only where empty
 */
public record StopPlan(Signal signal, Reach reach, Duration grace, Optional<Duration> insist) {

    /** The shortest time between two attempts to kill, whatever else is said: the host has more to do. */
    private static final Duration RETRY_MIN = Duration.ofSeconds(1);

    /** The seed's profile: TERM and 5 s, and KILL once. */
    public static final StopPlan SEED = new StopPlan(Signal.TERM, Reach.TREE, Duration.ofSeconds(5), Optional.empty());

    /** After how long those who outlive KILL are named, where nothing else is said. */
    public static final Duration INSIST = Duration.ofSeconds(5);

    /** The profile of the config file: TERM and 10 s. */
    public static final StopPlan STANDARD = new StopPlan(Signal.TERM, Duration.ofSeconds(10));

    public StopPlan {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("negative grace period");
        }
        if (insist.isPresent() && insist.get().compareTo(RETRY_MIN) < 0) {
            throw new IllegalArgumentException("KILL is sent again after less than 1 s");
        }
    }

    /** Make a plan by which the whole tree gets the signal. */
    public StopPlan(Signal signal, Duration grace) {
        this(signal, Reach.TREE, grace, Optional.of(INSIST));
    }

    /** Return after how long a refused KILL is tried again: the grace period, but at least 1 s. */
    public Duration retry() {
        return grace.compareTo(RETRY_MIN) < 0 ? RETRY_MIN : grace;
    }
}
