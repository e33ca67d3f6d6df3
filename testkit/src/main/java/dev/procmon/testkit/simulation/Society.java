// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.monitor.Supervisor;
import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartIntensity;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.ProgramName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the programs of a world belong together: each may need those of lower numbers, and a few are a group. */
final class Society {

    static final String HOOK = "hook";

    private static final int GROUP_MAX = 5;
    private static final Duration HOOK_MAX = Duration.ofSeconds(30);

    private final Chance chance;
    private final int children;
    private final boolean isPlain;

    Society(Chance chance, int children) {
        this.chance = chance;
        this.children = children;
        this.isPlain = chance.oneIn(4);
    }

    /** Make a group of some of the first programs, and bound how many may start at a time. */
    void found(Supervisor supervisor) {
        if (isPlain) {
            return;
        }
        if (chance.oneIn(3)) {
            var _ = supervisor.limitStarts(chance.upTo(5));
        }
        if (chance.oneIn(2)) {
            List<String> members = new ArrayList<>();
            for (int i = 0; i < chance.upTo(GROUP_MAX) && i < children; i++) {
                members.add("program" + i);
            }
            RestartIntensity intensity = new RestartIntensity(chance.upTo(20), Duration.ofHours(1));
            Optional<GiveUp> giveUp =
                    chance.oneIn(3) ? Optional.of(new GiveUp(intensity, new GiveUp.StayFailed())) : Optional.empty();
            var _ = supervisor.add(new Group("group", members, chance.of(List.of(Strategy.values())), giveUp));
        }
    }

    /** Return what a program needs and wants: only those of lower numbers, so that nobody waits for himself. */
    Relations relations(String name) {
        int number = Integer.parseInt(name.substring("program".length()));
        if (isPlain || number == 0 || chance.oneIn(2)) {
            return Relations.NONE;
        }
        List<Need> needs = new ArrayList<>();
        for (int i = chance.below(3); i > 0; i--) {
            ProgramName on = new ProgramName("program" + chance.below(number));
            if (needs.stream().noneMatch(need -> need.on().equals(on))) {
                needs.add(new Need(
                        on, chance.of(List.of(Condition.STARTED, Condition.READY)), chance.of(List.of(Bond.values()))));
            }
        }
        List<ProgramName> wants =
                chance.oneIn(3) ? List.of(new ProgramName("program" + chance.below(number))) : List.of();
        return new Relations(needs, wants);
    }

    /** Return a policy with readiness, hooks and an end to patience, now and then. */
    Policy policy(Policy plain) {
        if (isPlain) {
            return plain;
        }
        Policy policy = plain;
        if (chance.oneIn(3)) {
            policy = policy.healthy(HealthPolicy.NONE
                    .withReadyByNotice()
                    .within(chance.between(Duration.ofSeconds(10), Duration.ofMinutes(5))));
        }
        if (chance.oneIn(6)) {
            RestartIntensity intensity = new RestartIntensity(chance.upTo(10), Duration.ofHours(1));
            policy = policy.givingUp(
                    new GiveUp(intensity, chance.oneIn(2) ? new GiveUp.StayFailed() : new GiveUp.FailGroup()));
        }
        return chance.oneIn(5) ? policy.hooked(hooks()) : policy;
    }

    private Hooks hooks() {
        Map<Hook.Point, Hook> hooks = new EnumMap<>(Hook.Point.class);
        for (Hook.Point point : Hook.Point.values()) {
            if (chance.oneIn(2)) {
                hooks.put(point, new Hook(Command.of(HOOK), chance.between(Duration.ofMillis(10), HOOK_MAX)));
            }
        }
        return new Hooks(hooks);
    }
}
