// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.Optional;

/**
 * One incarnation of a child. Its number tells it from every other run of the same child, which a pid does not.
 *
 * @param number 1 for the first run of the child
 * @param startedAt when its spawn was asked for
 * @param readyAt when it became ready; always empty where nothing says whether it is
 * @param leaderGoneAt when its leader ended; empty as long as it lives, and where nobody outlived it
 * @param extension by how much it has lengthened its times so far
 * @param unwell whether it was found not to be well, so that its end is a failure whatever its exit status says
 */
public record Run(
        long number,
        MonotonicTime startedAt,
        Optional<MonotonicTime> readyAt,
        Optional<MonotonicTime> leaderGoneAt,
        Duration extension,
        boolean unwell) {

    /** Make a run that has just begun. */
    public Run(long number, MonotonicTime startedAt) {
        this(number, startedAt, Optional.empty(), Optional.empty(), Duration.ZERO, false);
    }

    Run ready(MonotonicTime now) {
        return new Run(number, startedAt, Optional.of(now), leaderGoneAt, extension, unwell);
    }

    Run withoutLeader(MonotonicTime now) {
        return leaderGoneAt.isPresent()
                ? this
                : new Run(number, startedAt, readyAt, Optional.of(now), extension, unwell);
    }

    Run extended(Duration by) {
        return new Run(number, startedAt, readyAt, leaderGoneAt, extension.plus(by), unwell);
    }

    Run foundUnwell() {
        return new Run(number, startedAt, readyAt, leaderGoneAt, extension, true);
    }
}
