// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.explore;

import dev.procmon.core.order.Bond;
import dev.procmon.core.order.Condition;
import dev.procmon.core.order.Group;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.order.Strategy;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Hooks;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the children of a world are treated and related, and which moves are made there.
 *
 * @param policy how each is treated
 * @param related how each is related to the one before
 * @param moves which moves are made
 */
record Setup(Policy policy, Related related, Set<Move.Kind> moves) {

    /** The executable of every hook. */
    static final String HOOK = "hook";

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 0, Duration.ofSeconds(5));
    private static final StopPlan STOP = new StopPlan(Signal.TERM, Duration.ofSeconds(3));
    private static final Policy FREE = new Policy(RestartPolicy.ALWAYS, BACKOFF, STOP, Policy.Requests.FREE);

    /** How each child is related to the one before. */
    enum Related {
        /** Not at all. */
        ALONE,
        /** It needs it to be ready. */
        NEEDS,
        /** It needs it to be ready, and goes down with it. */
        BOUND,
        /** It is after it in a group whose members are restarted together. */
        ONE_FOR_ALL,
        /** It is after it in a group whose members are restarted with those before them. */
        REST_FOR_ONE
    }

    /** Children alone, under all that can happen to a process that has no others in its tree. */
    static Setup alone(RestartPolicy.Mode mode, Policy.Requests requests) {
        return new Setup(
                new Policy(RestartPolicy.of(mode), BACKOFF, STOP, requests),
                Related.ALONE,
                EnumSet.complementOf(EnumSet.of(
                        Move.Kind.REPLACE,
                        Move.Kind.UPDATE,
                        Move.Kind.BECOMES_READY,
                        Move.Kind.LEADER_EXITS,
                        Move.Kind.LEFTOVERS_END,
                        Move.Kind.HOOK_SUCCEEDS,
                        Move.Kind.HOOK_FAILS)));
    }

    /** Children that say when they are ready, each of which depends on the one before. */
    static Setup chain(Related related) {
        return new Setup(
                FREE.healthy(HealthPolicy.NONE.withReadyByNotice()),
                related,
                with(Move.Kind.BECOMES_READY, Move.Kind.SIGNALS_ARE_REFUSED_FROM_NOW_ON));
    }

    /** Children that are a group. */
    static Setup group(Related related) {
        return new Setup(FREE, related, with());
    }

    /** Children with hooks that something waits for. */
    static Setup hooked() {
        Map<Hook.Point, Hook> hooks = new EnumMap<>(Hook.Point.class);
        for (Hook.Point point : List.of(Hook.Point.PRE_START, Hook.Point.STOP_COMMAND, Hook.Point.POST_STOP)) {
            hooks.put(point, new Hook(new Command(List.of(HOOK, point.name())), Duration.ofSeconds(2)));
        }
        return new Setup(
                FREE.hooked(new Hooks(hooks)), Related.ALONE, with(Move.Kind.HOOK_SUCCEEDS, Move.Kind.HOOK_FAILS));
    }

    /** Children whose trees outlive their leaders. */
    static Setup trees() {
        return new Setup(
                FREE,
                Related.ALONE,
                with(
                        Move.Kind.LEADER_EXITS,
                        Move.Kind.LEFTOVERS_END,
                        Move.Kind.SIGNALS_ARE_REFUSED_FROM_NOW_ON,
                        Move.Kind.OLD_RUN_IS_REPORTED_AGAIN));
    }

    /** Children that say when they are ready, and are replaced; more than one are a group. */
    static Setup replaced() {
        return new Setup(
                FREE.healthy(HealthPolicy.NONE.withReadyByNotice()),
                Related.ONE_FOR_ALL,
                with(Move.Kind.REPLACE, Move.Kind.BECOMES_READY));
    }

    /** The same, which are updated and updated back as well. */
    Setup updated() {
        EnumSet<Move.Kind> more = EnumSet.of(Move.Kind.UPDATE);
        more.addAll(moves);
        return new Setup(policy, related, more);
    }

    private static Set<Move.Kind> with(Move.Kind... more) {
        EnumSet<Move.Kind> moves = EnumSet.of(
                Move.Kind.ADD,
                Move.Kind.REMOVE,
                Move.Kind.START,
                Move.Kind.STOP,
                Move.Kind.RESTART,
                Move.Kind.KILL,
                Move.Kind.SERVICE_DOWN,
                Move.Kind.SPAWN_SUCCEEDS,
                Move.Kind.SPAWN_FAILS,
                Move.Kind.EXITS_WITH_FAILURE,
                Move.Kind.TIME_PASSES);
        moves.addAll(List.of(more));
        return moves;
    }

    boolean makes(Move.Kind kind) {
        return moves.contains(kind);
    }

    /** Return what a program becomes by an update. */
    static Program updated(Program program) {
        return program.withVariables(Map.of("UPDATED", "1"));
    }

    /** Return how a program is treated that was updated: it is given up sooner, and not started again after a success. */
    Policy policyOfUpdated() {
        return policy.stopping(new StopPlan(Signal.TERM, Duration.ofSeconds(2)))
                .restarting(RestartPolicy.of(RestartPolicy.Mode.ON_FAILURE));
    }

    /** Return what a child needs, of those in their order. */
    Relations relations(List<Program> programs, Program program) {
        int index = programs.indexOf(program);
        if (index == 0) {
            return Relations.NONE;
        }
        return switch (related) {
            case NEEDS -> needs(programs.get(index - 1), Bond.NONE);
            case BOUND -> needs(programs.get(index - 1), Bond.GOES_DOWN_WITH);
            case ALONE, ONE_FOR_ALL, REST_FOR_ONE -> Relations.NONE;
        };
    }

    /** Return the group of all, where they are one. */
    Optional<Group> group(List<Program> programs) {
        return switch (related) {
            case ONE_FOR_ALL -> Optional.of(group(programs, Strategy.ONE_FOR_ALL));
            case REST_FOR_ONE -> Optional.of(group(programs, Strategy.REST_FOR_ONE));
            case ALONE, NEEDS, BOUND -> Optional.empty();
        };
    }

    private static Relations needs(Program before, Bond bond) {
        return new Relations(List.of(new Need(before.name(), Condition.READY, bond)), List.of());
    }

    private static Group group(List<Program> programs, Strategy strategy) {
        List<String> names = new ArrayList<>();
        programs.forEach(program -> names.add(program.name().value()));
        return new Group("all", names, strategy, Optional.empty());
    }
}
