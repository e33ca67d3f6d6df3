// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;

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
}
