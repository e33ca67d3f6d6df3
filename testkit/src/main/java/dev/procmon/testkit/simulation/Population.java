// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.JobPolicy;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.Schedule;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.ProgramName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the programs of a world are treated and related, at random. Each depends at the most on those before it. */
final class Population {

    static final Duration DELAY_MAX = Duration.ofMinutes(10);
    static final Duration GRACE_MAX = Duration.ofMinutes(2);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int GROUP_MAX = 5;

    private final Chance chance;
    private final boolean related;

    /**
     * Make it.
     *
     * @param related whether the programs have to do with each other, and have health, hooks and times
     */
    Population(Chance chance, boolean related) {
        this.chance = chance;
        this.related = related;
    }

    static String name(int index) {
        return "program" + index;
    }

    /** The file whose existence says that a program is well. */
    static ProbeTarget.FileExists file(String name) {
        return new ProbeTarget.FileExists("/run/" + name);
    }

    Policy policy(String name) {
        Backoff backoff = new Backoff(
                chance.between(MOMENT, Duration.ofSeconds(30)),
                chance.between(Duration.ofSeconds(30), DELAY_MAX),
                1 + chance.below(3),
                chance.below(11) / 10.0,
                chance.between(Duration.ofMillis(100), Duration.ofMinutes(1)));
        RestartPolicy restart = RestartPolicy.of(chance.of(List.of(RestartPolicy.Mode.values())));
        StopPlan stop = new StopPlan(Signal.TERM, chance.between(MOMENT, GRACE_MAX));
        if (!related) {
            return new Policy(restart, backoff, stop, chance.of(List.of(Policy.Requests.values())));
        }
        // Shorter ones would make some worlds of many programs one long crash loop.
        Backoff slow = new Backoff(
                chance.between(Duration.ofSeconds(5), Duration.ofSeconds(30)),
                backoff.max(),
                2,
                backoff.jitter(),
                Duration.ofSeconds(30));
        Policy policy = new Policy(restart, slow, stop, Policy.Requests.FREE)
                .healthy(health(name))
                .hooked(hooks());
        if (chance.oneIn(10)) {
            policy = policy.givingUp(new GiveUp(intensity(), then()));
        }
        return chance.oneIn(12)
                ? policy.scheduled(job()).restarting(RestartPolicy.of(RestartPolicy.Mode.ON_FAILURE))
                : policy;
    }

    Relations relations(int index) {
        if (!related || index == 0) {
            return Relations.NONE;
        }
        List<Need> needs = new ArrayList<>();
        List<ProgramName> wants = new ArrayList<>();
        if (chance.oneIn(3)) {
            for (int i = chance.upTo(2); i > 0; i--) {
                needs.add(new Need(
                        earlier(index),
                        chance.of(List.of(Condition.READY, Condition.READY, Condition.STARTED, Condition.COMPLETED)),
                        chance.of(List.of(Bond.values()))));
            }
        }
        if (chance.oneIn(4)) {
            wants.add(earlier(index));
        }
        return new Relations(needs, wants);
    }

    /** Make groups of those that are next to each other, some of them in a group of groups. */
    List<Group> groups(int programs) {
        List<Group> groups = new ArrayList<>();
        List<String> outer = new ArrayList<>();
        for (int first = 0; related && first < programs; first += GROUP_MAX) {
            if (chance.oneIn(3)) {
                List<String> members = new ArrayList<>();
                for (int i = first; i < Math.min(programs, first + chance.upTo(GROUP_MAX)); i++) {
                    members.add(name(i));
                }
                groups.add(group("group" + first, members));
                outer.add("group" + first);
            }
        }
        if (outer.size() > 1 && chance.oneIn(2)) {
            groups.add(group("groups", outer));
        }
        return groups;
    }

    private Group group(String name, List<String> members) {
        Optional<GiveUp> giveUp = chance.oneIn(3) ? Optional.of(new GiveUp(intensity(), then())) : Optional.empty();
        return new Group(name, members, chance.of(List.of(Strategy.values())), giveUp);
    }

    private ProgramName earlier(int index) {
        return new ProgramName(name(chance.below(index)));
    }

    private HealthPolicy health(String name) {
        HealthPolicy health = HealthPolicy.NONE;
        if (chance.oneIn(3)) {
            health = health.withReadyByNotice().within(chance.between(Duration.ofSeconds(1), GRACE_MAX));
        }
        ProbePolicy probe = new ProbePolicy(
                file(name),
                chance.between(Duration.ofMinutes(1), Duration.ofMinutes(10)),
                Duration.ofSeconds(3),
                chance.upTo(3),
                1,
                chance.oneIn(3) ? chance.between(MOMENT, Duration.ofHours(1)) : Duration.ZERO);
        health = chance.oneIn(8) ? health.readyBy(probe) : health;
        return chance.oneIn(8) ? health.liveBy(probe) : health;
    }

    private Hooks hooks() {
        if (!chance.oneIn(6)) {
            return Hooks.NONE;
        }
        Map<Hook.Point, Hook> hooks = new EnumMap<>(Hook.Point.class);
        for (Hook.Point point : Hook.Point.values()) {
            if (chance.oneIn(2)) {
                hooks.put(point, new Hook(Command.of(Scripts.HOOK), chance.between(Duration.ofSeconds(1), GRACE_MAX)));
            }
        }
        return new Hooks(hooks);
    }

    private JobPolicy job() {
        Duration interval = chance.between(Duration.ofMinutes(10), Duration.ofHours(6));
        return new JobPolicy(
                new Every(interval),
                chance.of(List.of(JobPolicy.Overlap.values())),
                chance.of(List.of(JobPolicy.Missed.values())));
    }

    private RestartIntensity intensity() {
        return new RestartIntensity(chance.below(5), chance.between(Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private GiveUp.Then then() {
        return chance.of(List.of(new GiveUp.StayFailed(), new GiveUp.FailGroup(), new GiveUp.Exit(chance.below(256))));
    }

    /** Once in so long. */
    private record Every(Duration time) implements Schedule {

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(after.plus(time));
        }

        @Override
        public Optional<Duration> interval() {
            return Optional.of(time);
        }
    }
}
