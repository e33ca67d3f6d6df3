// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Policies with anything in them, drawn from a seeded source. */
final class RandomPolicies {

    private static final Hook HOOK = new Hook(new Command(List.of("/bin/true")), Duration.ofSeconds(1));

    private RandomPolicies() {}

    /** Return a policy in which each thing is asked for or not. */
    static Policy any(Random random) {
        return draw(random, 2);
    }

    /** Return a policy in which everything is asked for. */
    static Policy full(Random random) {
        return draw(random, 1);
    }

    /** Each thing is asked for once in so many times. */
    private static Policy draw(Random random, int in) {
        Map<Hook.Point, Hook> hooks = new EnumMap<>(Hook.Point.class);
        for (Hook.Point point : Hook.Point.values()) {
            if (random.nextInt(in) == 0) {
                hooks.put(point, HOOK);
            }
        }
        JobPolicy job = new JobPolicy(_ -> Optional.empty(), JobPolicy.Overlap.SKIP, JobPolicy.Missed.SKIP);
        return new Policy(
                restart(random),
                backoff(random),
                random.nextInt(in) == 0 ? Optional.of(giveUp(random)) : Optional.empty(),
                stop(random),
                new Hooks(hooks),
                health(random, in),
                random.nextInt(2 * in) == 0 ? Optional.of(job) : Optional.empty(),
                random.nextInt(in) == 0 ? Optional.of(Duration.ofSeconds(1 + random.nextInt(60))) : Optional.empty(),
                random.nextInt(4) == 0 ? Requests.CHARGED : Requests.FREE);
    }

    private static RestartPolicy restart(Random random) {
        RestartPolicy.Mode[] modes = RestartPolicy.Mode.values();
        return new RestartPolicy(
                modes[random.nextInt(modes.length)],
                Set.of(0),
                random.nextBoolean() ? Set.of(Signal.KILL) : Set.of(),
                random.nextInt(4) == 0 ? Set.of(0) : Set.of());
    }

    private static Backoff backoff(Random random) {
        Duration min = Duration.ofMillis(100L * random.nextInt(20));
        return new Backoff(
                random.nextBoolean() ? min : Duration.ZERO,
                min,
                min.plus(Duration.ofSeconds(1 + random.nextInt(60))),
                1 + random.nextDouble() * 2,
                random.nextBoolean() ? 0 : random.nextDouble(),
                Duration.ofSeconds(random.nextInt(10)));
    }

    private static GiveUp giveUp(Random random) {
        GiveUp.Then then =
                switch (random.nextInt(3)) {
                    case 0 -> new GiveUp.StayFailed();
                    case 1 -> new GiveUp.FailGroup();
                    default -> new GiveUp.Exit(3);
                };
        return new GiveUp(new RestartIntensity(random.nextInt(4), Duration.ofSeconds(60)), then);
    }

    private static StopPlan stop(Random random) {
        return new StopPlan(
                random.nextBoolean() ? Signal.TERM : Signal.QUIT,
                random.nextBoolean() ? Reach.TREE : Reach.LEADER,
                Duration.ofSeconds(random.nextInt(10)),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(5)));
    }

    private static HealthPolicy health(Random random, int in) {
        return new HealthPolicy(
                Optional.empty(),
                random.nextInt(in) == 0,
                Duration.ofSeconds(1 + random.nextInt(60)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(random.nextInt(30)));
    }
}
