// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * When a run is ready, and when it is no longer well.
 *
 * @param ready the probe that says that it is ready
 * @param readyByNotice whether it says so itself (sd_notify(3), or a line on its notification descriptor)
 * @param readyWithin how long after its spawn it must be ready, where anything says so; else the start has failed
 * @param live the probe that says that it works; begun once it is ready
 * @param watchdog how long it may be silent (sd_notify(3), {@code WATCHDOG=1})
 * @param memory how much memory it may use
 * @param extendMax by how much a run may lengthen its start, its stop and its running time in all, by {@code
 *     EXTEND_TIMEOUT_USEC}
 */
public record HealthPolicy(
        Optional<ProbePolicy> ready,
        boolean readyByNotice,
        Duration readyWithin,
        Optional<ProbePolicy> live,
        Optional<Duration> watchdog,
        Optional<MemoryRule> memory,
        Duration extendMax) {

    /** How long a start may take where nothing else is said. */
    public static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /** By how much a run may lengthen its times where nothing else is said. */
    public static final Duration EXTEND_MAX = Duration.ofMinutes(10);

    /** A program is ready once it is spawned, and well as long as it lives. */
    public static final HealthPolicy NONE = new HealthPolicy(
            Optional.empty(), false, READY_WITHIN, Optional.empty(), Optional.empty(), Optional.empty(), EXTEND_MAX);

    public HealthPolicy {
        if (!isPositive(readyWithin) || (watchdog.isPresent() && !isPositive(watchdog.get()))) {
            throw new IllegalArgumentException("a start or a watchdog without time");
        }
        if (extendMax.isNegative()) {
            throw new IllegalArgumentException("times that may be lengthened by less than nothing");
        }
    }

    /** Tell whether a run is ready only when something says so. */
    public boolean hasReadiness() {
        return ready.isPresent() || readyByNotice;
    }

    /** Return the same with a probe of readiness. */
    public HealthPolicy readyBy(ProbePolicy probe) {
        return new HealthPolicy(Optional.of(probe), readyByNotice, readyWithin, live, watchdog, memory, extendMax);
    }

    /** Return the same where the program says itself that it is ready. */
    public HealthPolicy withReadyByNotice() {
        return new HealthPolicy(ready, true, readyWithin, live, watchdog, memory, extendMax);
    }

    /** Return the same with another time for the start. */
    public HealthPolicy within(Duration time) {
        return new HealthPolicy(ready, readyByNotice, time, live, watchdog, memory, extendMax);
    }

    /** Return the same with a probe of liveness. */
    public HealthPolicy liveBy(ProbePolicy probe) {
        return new HealthPolicy(ready, readyByNotice, readyWithin, Optional.of(probe), watchdog, memory, extendMax);
    }

    /** Return the same with a watchdog. */
    public HealthPolicy watchedEvery(Duration time) {
        return new HealthPolicy(ready, readyByNotice, readyWithin, live, Optional.of(time), memory, extendMax);
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    /** Return the same with a rule for memory. */
    public HealthPolicy limitedTo(MemoryRule rule) {
        return new HealthPolicy(ready, readyByNotice, readyWithin, live, watchdog, Optional.of(rule), extendMax);
    }
}
