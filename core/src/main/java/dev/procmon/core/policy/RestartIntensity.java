// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many restarts are allowed in a period. One more is too many (as in Erlang/OTP).
 *
 * @param restarts 0 to {@value #RESTARTS_MAX}
 * @param within the period
 */
public record RestartIntensity(int restarts, Duration within) {

    /** The greatest number of restarts that are counted. */
    public static final int RESTARTS_MAX = 10_000;

    public RestartIntensity {
        if (restarts < 0 || restarts > RESTARTS_MAX || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    restarts + " restarts within " + within + ": expected 0 to " + RESTARTS_MAX + " within some time");
        }
    }

    /** Add a restart to those before it, and forget those that are too long ago to count. */
    public List<MonotonicTime> count(List<MonotonicTime> restartsBefore, MonotonicTime now) {
        List<MonotonicTime> recent = new ArrayList<>();
        for (MonotonicTime each : restartsBefore) {
            if (now.since(each).compareTo(within) < 0) {
                recent.add(each);
            }
        }
        recent.add(now);
        return recent;
    }

    /** Tell whether so many restarts are too many. */
    public boolean isExceededBy(List<MonotonicTime> counted) {
        return counted.size() > restarts;
    }
}
