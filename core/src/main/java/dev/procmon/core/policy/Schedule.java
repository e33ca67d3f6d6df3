// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** At which times of the day something is to happen. Pure: the same moment gives the same answer. */
@FunctionalInterface
public interface Schedule {

    /** Return the first moment after another at which it is to happen; empty where there will be none. */
    Optional<Instant> next(Instant after);

    /** Return the time from each to the next where that is fixed: then only the first is found by the time of day. */
    default Optional<Duration> interval() {
        return Optional.empty();
    }
}
