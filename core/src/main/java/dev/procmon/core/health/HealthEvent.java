// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What can happen to the health of a run. */
public sealed interface HealthEvent {

    /**
     * A look of a probe has an answer.
     *
     * @param probe which one
     * @param look the number of the look; one that is no longer under way is ignored
     * @param failure what was found where it did not pass; empty where it did
     */
    record Answered(Which probe, long look, Optional<String> failure) implements HealthEvent {}

    /** The line that says that it is ready was in the output. */
    record LineSeen() implements HealthEvent {}

    /** The run says that it is ready. */
    record SaidReady() implements HealthEvent {}

    /** The run says that it is not ready now, for it reloads or stops. */
    record SaidNotReady() implements HealthEvent {}

    /** The run says that it is well. */
    record SaidAlive() implements HealthEvent {}

    /** The run says that it is not well. */
    record SaidUnwell() implements HealthEvent {}

    /** The run wants to be watched at another period from now on. */
    record WatchdogSet(Duration period) implements HealthEvent {}

    /** So much memory is in use, where that could be found out. */
    record Sampled(OptionalLong bytes) implements HealthEvent {}

    /** The deadline has come. */
    record DeadlineReached() implements HealthEvent {}

    /** Nobody could look for a while, because the supervisor was held up or the host slept. */
    record Paused() implements HealthEvent {}

    /** The probes of a run. */
    enum Which {
        /** That of readiness. */
        READY,
        /** That of liveness. */
        LIVE
    }
}
