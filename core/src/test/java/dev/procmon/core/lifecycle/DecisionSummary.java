// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What comes of several cases, if it is the same in all of them.
 *
 * @param becomes the next state
 * @param changes what else is remembered from now on, in words
 * @param does the effects
 * @param because the reason
 */
record DecisionSummary(String becomes, String changes, String does, String because) {

    private static final String NOTHING = "";

    /** Say it in one way that is true of all cases, if there is one. */
    static Optional<DecisionSummary> of(List<DecisionCase> cases) {
        if (cases.stream().map(DecisionCase::essence).distinct().count() > 1) {
            return Optional.empty();
        }
        List<Optional<String>> changes =
                List.of(wanted(cases), sequel(cases), force(cases), deadline(cases), delay(cases));
        if (changes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        DecisionCase any = cases.getFirst();
        String changed = changes.stream()
                .flatMap(Optional::stream)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(", "));
        boolean stays = any.step().next().state().getClass() == any.situation().state();
        String next = any.step().next().state().getClass().getSimpleName();
        String effects =
                any.step().effects().stream().map(DecisionSummary::effect).collect(Collectors.joining(", "));
        String becomes = stays && changed.isEmpty() && effects.isEmpty() ? "stays" : "**" + next + "**";
        return Optional.of(new DecisionSummary(
                becomes, changed, effects, any.step().reason().sentence()));
    }

    static String effect(Effect effect) {
        return switch (effect) {
            case Effect.Spawn _ -> "spawn";
            case Effect.SendSignal(var _, var signal) ->
                signal.equals(Signal.KILL) ? "send KILL" : "send the stop signal";
        };
    }

    private static Optional<String> wanted(List<DecisionCase> cases) {
        Map<String, Predicate<DecisionCase>> rules = new LinkedHashMap<>();
        rules.put(
                NOTHING, each -> each.step().next().wanted() == each.situation().wanted());
        rules.put("wanted up", each -> each.step().next().wanted() == Wanted.UP);
        rules.put("wanted down", each -> each.step().next().wanted() == Wanted.DOWN);
        rules.put("wanted as asked", each -> Optional.of(each.step().next().wanted())
                .equals(each.asked()));
        return firstThatHolds(rules, cases);
    }

    private static Optional<String> sequel(List<DecisionCase> cases) {
        Map<String, Predicate<DecisionCase>> rules = new LinkedHashMap<>();
        rules.put(NOTHING, each -> isKept(each, DecisionSummary::sequel));
        rules.put("to be judged", each -> sequel(each.step().next().state()).equals(Optional.of(Sequel.JUDGE)));
        rules.put("to be started again", each -> sequel(each.step().next().state())
                .equals(Optional.of(Sequel.START_AGAIN)));
        return firstThatHolds(rules, cases);
    }

    private static Optional<String> force(List<DecisionCase> cases) {
        Map<String, Predicate<DecisionCase>> rules = new LinkedHashMap<>();
        rules.put(NOTHING, each -> isKept(each, DecisionSummary::force));
        rules.put(
                "by the stop signal", each -> force(each.step().next().state()).equals(Optional.of(Force.STOP_SIGNAL)));
        rules.put("by KILL", each -> force(each.step().next().state()).equals(Optional.of(Force.KILL)));
        return firstThatHolds(rules, cases);
    }

    private static Optional<String> deadline(List<DecisionCase> cases) {
        Map<String, Predicate<DecisionCase>> rules = new LinkedHashMap<>();
        rules.put(NOTHING, each -> isKept(each, ChildState::deadline));
        rules.put("deadline after the grace period", each -> deadlineAfter(each)
                .equals(Optional.of(Situation.NOW.plus(Situation.GRACE))));
        rules.put("deadline at once", each -> deadlineAfter(each).equals(Optional.of(Situation.NOW)));
        rules.put("deadline after the delay", each -> deadlineAfter(each)
                .equals(Optional.of(Situation.NOW.plus(each.situation().nextDelay()))));
        return firstThatHolds(rules, cases);
    }

    private static Optional<String> delay(List<DecisionCase> cases) {
        Map<String, Predicate<DecisionCase>> rules = new LinkedHashMap<>();
        rules.put(
                NOTHING,
                each -> each.step().next().nextDelay().equals(each.situation().nextDelay()));
        rules.put("delays begin anew", each -> each.step().next().nextDelay().equals(Situation.MIN));
        rules.put("the next delay is longer", each -> each.step()
                .next()
                .nextDelay()
                .equals(each.situation().nextDelay().multipliedBy(2)));
        return firstThatHolds(rules, cases);
    }

    private static Optional<MonotonicTime> deadlineAfter(DecisionCase each) {
        return each.step().next().state().deadline();
    }

    /** Whether the next state has nothing of the kind, or what the state before had. */
    private static <T> boolean isKept(DecisionCase each, Function<ChildState, Optional<T>> of) {
        Optional<T> next = of.apply(each.step().next().state());
        return next.isEmpty() || next.equals(of.apply(each.situation().life().state()));
    }

    private static Optional<String> firstThatHolds(
            Map<String, Predicate<DecisionCase>> rules, List<DecisionCase> cases) {
        return rules.entrySet().stream()
                .filter(rule -> cases.stream().allMatch(rule.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<Sequel> sequel(ChildState state) {
        return switch (state) {
            case ChildState.Aborting(var _, var _, var sequel) -> Optional.of(sequel);
            case ChildState.Terminating(var _, var _, var _, var sequel) -> Optional.of(sequel);
            case ChildState.Killing(var _, var _, var sequel) -> Optional.of(sequel);
            case ChildState.KillRefused(var _, var _, var _, var sequel) -> Optional.of(sequel);
            case ChildState.Stopped _,
                    ChildState.Waiting _,
                    ChildState.Starting _,
                    ChildState.Running _,
                    ChildState.BackingOff _,
                    ChildState.Exited _ -> Optional.empty();
        };
    }

    private static Optional<Force> force(ChildState state) {
        return state instanceof ChildState.Aborting(var _, var force, var _) ? Optional.of(force) : Optional.empty();
    }
}
