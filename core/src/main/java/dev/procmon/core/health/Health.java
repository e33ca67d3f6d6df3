// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the readiness and liveness of one run.
 *
 * <p>A run is ready when everything says so that can: its probe, and it itself. Before that its probe looks more often and its
 * failures do not count, for how long a start may take is the business of its life. The probe of liveness and the watchdog
 * begin once it is ready, and go on where it is no longer. After a pause in which nobody could look, no verdict is passed on what happened meanwhile: all looks
 * and the watchdog begin a new period.
 *
 * @param policy the rules
 * @param startedAt when the run was spawned
 * @param isReady whether it is ready now
 * @param saidReady whether it has said so itself
 * @param wasReady whether it was ready at any time
 * @param ready the probe of readiness
 * @param live the probe of liveness, once it has begun
 * @param watchdog how long it may be silent
 * @param silentAt when it has been silent for too long, once that is watched
 * @param sampleAt when to look at its memory
 * @param largeSince since when it has used too much memory
 */
public record Health(
        HealthPolicy policy,
        MonotonicTime startedAt,
        boolean isReady,
        boolean saidReady,
        boolean wasReady,
        Optional<Course> ready,
        Optional<Course> live,
        Optional<Duration> watchdog,
        Optional<MonotonicTime> silentAt,
        Optional<MonotonicTime> sampleAt,
        Optional<MonotonicTime> largeSince) {

    /** Begin with a run that was just spawned. */
    public static HealthStep begin(HealthPolicy policy, MonotonicTime now) {
        Health unknown = new Health(
                policy,
                now,
                false,
                false,
                false,
                policy.ready().map(probe -> Course.begin(probe, now)),
                Optional.empty(),
                policy.watchdog(),
                Optional.empty(),
                policy.memory().map(rule -> now.plus(rule.samplePeriod())),
                Optional.empty());
        Diagnosis diagnosis = new Diagnosis(unknown, now);
        if (!policy.hasReadiness()) {
            diagnosis.becomeReady();
        }
        diagnosis.look();
        return diagnosis.step();
    }

    /** Say what follows from an event. Pure: the same arguments give the same answer. */
    public HealthStep step(HealthEvent event, MonotonicTime now) {
        Diagnosis diagnosis = new Diagnosis(this, now);
        diagnosis.take(event);
        return diagnosis.step();
    }

    /** Return when to come back with {@link HealthEvent.DeadlineReached}. */
    public Optional<MonotonicTime> deadline() {
        return Stream.of(ready.flatMap(Course::deadline), live.flatMap(Course::deadline), silentAt, sampleAt)
                .flatMap(Optional::stream)
                .min(MonotonicTime::compareTo);
    }
}
