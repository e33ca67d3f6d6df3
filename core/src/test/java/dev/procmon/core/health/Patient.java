// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.health;

import dev.procmon.core.health.HealthEvent.Which;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The health of a run without a world: the test says what happens and when, and looks at what comes of it. */
final class Patient {

    private final Map<Which, Long> looks = new EnumMap<>(Which.class);
    MonotonicTime now = MonotonicTime.ORIGIN;
    Health health;
    List<HealthEffect> effects = List.of();

    Patient(HealthPolicy policy) {
        HealthStep step = Health.begin(policy, now);
        health = step.next();
        take(step);
    }

    Patient on(HealthEvent event) {
        HealthStep step = health.step(event, now);
        health = step.next();
        take(step);
        return this;
    }

    Patient after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Let the time go on to the next deadline. */
    Patient atDeadline() {
        now = health.deadline().orElseThrow();
        return on(new HealthEvent.DeadlineReached());
    }

    Patient passes(Which which) {
        return on(new HealthEvent.Answered(which, looks.getOrDefault(which, 0L), Optional.empty()));
    }

    Patient fails(Which which) {
        return on(new HealthEvent.Answered(which, looks.getOrDefault(which, 0L), Optional.of("no")));
    }

    Patient uses(long bytes) {
        return on(new HealthEvent.Sampled(OptionalLong.of(bytes)));
    }

    /** What was just found to be wrong. */
    List<HealthEffect> faults() {
        return effects.stream()
                .filter(HealthEffect.FoundUnhealthy.class::isInstance)
                .toList();
    }

    /** How long until the next deadline. */
    Duration untilDeadline() {
        return health.deadline().orElseThrow().since(now);
    }

    /** The number of the last look that has begun. */
    long look(Which which) {
        return looks.get(which);
    }

    private void take(HealthStep step) {
        effects = new ArrayList<>(step.effects());
        for (HealthEffect effect : effects) {
            if (effect instanceof HealthEffect.BeginLook(var which, var look)) {
                looks.put(which, look);
            }
        }
    }
}
