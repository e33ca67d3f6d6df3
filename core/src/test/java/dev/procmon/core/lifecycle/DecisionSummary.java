// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What comes of several cases, if it is the same in all of them.
 *
 * @param becomes the next state, or the turn that it takes
 * @param changes what else is remembered from now on, in words
 * @param does the effects
 * @param because the reason
 */
record DecisionSummary(String becomes, String changes, String does, String because) {

    /** Some words, and in which cases they are true. */
    private record Rule(String words, Predicate<DecisionCase> holds) {}

    private static final String NOTHING = "";

    private static final List<Rule> WANTED = List.of(
            new Rule(NOTHING, each -> next(each).wanted() == each.situation().wanted()),
            new Rule("wanted up", each -> next(each).wanted() == Wanted.UP),
            new Rule("wanted down", each -> next(each).wanted() == Wanted.DOWN),
            new Rule("wanted as asked", each -> each.asked()
                    .equals(Optional.of(next(each).wanted()))));

    private static final List<Rule> SEQUEL = List.of(
            new Rule(NOTHING, each -> isKept(each, DecisionSummary::sequel)),
            new Rule("to be judged", each -> has(each, DecisionSummary::sequel, Sequel.JUDGE)),
            new Rule("to be started again", each -> has(each, DecisionSummary::sequel, Sequel.START_AGAIN)),
            new Rule("to stay failed", each -> has(each, DecisionSummary::sequel, Sequel.STAY_FAILED)));

    private static final List<Rule> FORCE = List.of(
            new Rule(NOTHING, each -> isKept(each, DecisionSummary::force)),
            new Rule("by the stop signal", each -> has(each, DecisionSummary::force, Force.STOP_SIGNAL)),
            new Rule("by KILL", each -> has(each, DecisionSummary::force, Force.KILL)));

    private static final List<Rule> HOOK = List.of(
            new Rule(NOTHING, each -> isKept(each, DecisionSummary::askedBy)),
            new Rule("the stop command runs", each -> has(each, DecisionSummary::askedBy, Hook.Point.STOP_COMMAND)),
            new Rule("its first hook runs", DecisionSummary::isAskedByTheFirst));

    private static final List<Rule> DEADLINE = List.of(
            new Rule(NOTHING, each -> isKept(each, ChildState::deadline)),
            new Rule("deadline after the grace period", each -> isDueIn(each, Situation.GRACE)),
            new Rule("deadline at once", each -> isDueIn(each, Duration.ZERO)),
            new Rule("deadline at the end of its running time where that is bounded", DecisionSummary::isDueAtTheEnd),
            new Rule("deadline for the next KILL where it is repeated", DecisionSummary::isDueForTheNextKill),
            new Rule(
                    "deadline after the delay",
                    each -> isDueIn(each, each.situation().nextDelay())),
            new Rule("deadline after the time for the start", each -> isDueIn(each, Situation.READY_WITHIN)),
            new Rule("deadline later", DecisionSummary::isDueLater));

    private static final List<Rule> DELAY = List.of(
            new Rule(NOTHING, DecisionSummary::keepsTheDelay),
            new Rule("delays begin anew", DecisionSummary::beginsTheDelaysAnew),
            new Rule("the next delay is longer", DecisionSummary::lengthensTheDelay),
            new Rule("the row of delays goes on where requests are charged", DecisionSummary::isCharged));

    private static final List<Rule> RESTARTS = List.of(
            new Rule(
                    NOTHING,
                    each -> next(each).restarts().equals(each.situation().life().restarts())
                            || (next(each).restarts().isEmpty() && beginsTheDelaysAnew(each))),
            new Rule(
                    "the restart counts where restarts are counted",
                    each -> each.situation().policy().giveUp().isEmpty()
                            || next(each).restarts().size()
                                    == each.situation().life().restarts().size() + 1));

    private static final List<Rule> RUN = List.of(
            new Rule(
                    NOTHING,
                    each -> isKept(each, DecisionSummary::isUnwell) && isKept(each, DecisionSummary::isWithoutLeader)),
            new Rule("it is not well", each -> has(each, DecisionSummary::isUnwell, true)),
            new Rule("its leader is gone", each -> has(each, DecisionSummary::isWithoutLeader, true)));

    /** Say it in one way that is true of all cases, if there is one. */
    static Optional<DecisionSummary> of(List<DecisionCase> cases) {
        DecisionCase any = cases.getFirst();
        for (DecisionCase each : cases) {
            if (!each.essence().equals(any.essence())) {
                return Optional.empty();
            }
        }
        List<Optional<String>> changes = told(any.turn()).stream()
                .map(rules -> firstThatHolds(rules, cases))
                .toList();
        if (changes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        String changed = changes.stream()
                .flatMap(Optional::stream)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(", "));
        return Optional.of(
                switch (any.turn()) {
                    case NONE -> new DecisionSummary(becomes(any, changed), changed, effects(any), sentence(any));
                    case BEGINS -> new DecisionSummary("[a run begins](#a-run-begins)", changed, "", sentence(any));
                    case ENDED ->
                        new DecisionSummary("[the run is ended](#a-run-is-ended)", changed, "", sentence(any));
                    case OVER -> new DecisionSummary("[the run is over](#a-run-is-over)", "", "", "it is told there");
                });
    }

    static String effect(DecisionCase one, Effect effect) {
        return switch (effect) {
            case Effect.Spawn _ -> "spawn";
            case Effect.SendSignal(var _, var signal, var reach) -> {
                if (signal.equals(Signal.KILL)) {
                    yield "send KILL";
                }
                boolean always = one.event() instanceof ChildEvent.LeaderExited && reach == Reach.TREE;
                boolean asPlanned = reach == one.situation().policy().stop().reach();
                if (!always && !asPlanned) {
                    throw new AssertionError("the stop signal goes to others than the stop plan says: " + one);
                }
                yield always ? "send the stop signal to the whole tree" : "send the stop signal";
            }
            case Effect.RunHook _ -> "run the hook after the start";
            case Effect.Escalate _ -> "do what is to be done when it is given up";
        };
    }

    /** What of the changes is told where a turn is taken; all else is told once, elsewhere. */
    private static List<List<Rule>> told(Turn turn) {
        return switch (turn) {
            case NONE -> List.of(WANTED, SEQUEL, FORCE, RUN, HOOK, DEADLINE, DELAY, RESTARTS);
            case BEGINS -> List.of(WANTED, DELAY, RESTARTS);
            case ENDED -> List.of(WANTED, SEQUEL, RUN, DELAY, RESTARTS);
            case OVER -> List.of();
        };
    }

    private static String becomes(DecisionCase any, String changed) {
        boolean same = any.step().next().state().getClass() == any.situation().state();
        String next = any.step().next().state().getClass().getSimpleName();
        return same && changed.isEmpty() && any.step().effects().isEmpty() ? "stays" : "**" + next + "**";
    }

    private static String effects(DecisionCase any) {
        return any.step().effects().stream().map(each -> effect(any, each)).collect(Collectors.joining(", "));
    }

    private static String sentence(DecisionCase any) {
        return any.because().sentence();
    }

    private static Life next(DecisionCase each) {
        return each.step().next();
    }

    private static boolean isDueIn(DecisionCase each, Duration time) {
        return has(each, ChildState::deadline, Situation.NOW.plus(time));
    }

    private static boolean isDueAtTheEnd(DecisionCase each) {
        MonotonicTime start = each.situation().run().startedAt();
        Optional<MonotonicTime> end = each.situation().policy().runTimeMax().map(start::plus);
        return next(each).state() instanceof ChildState.Running(var _, var _, var endBy) && endBy.equals(end);
    }

    private static boolean isDueForTheNextKill(DecisionCase each) {
        Optional<MonotonicTime> again =
                each.situation().policy().stop().insist().map(Situation.NOW::plus);
        return next(each).state() instanceof ChildState.Killing(var _, var _, var againAt, var _)
                && againAt.equals(again);
    }

    private static boolean keepsTheDelay(DecisionCase each) {
        return next(each).nextDelay().equals(each.situation().nextDelay());
    }

    private static boolean beginsTheDelaysAnew(DecisionCase each) {
        return next(each).nextDelay().equals(each.situation().policy().backoff().first());
    }

    private static boolean lengthensTheDelay(DecisionCase each) {
        return next(each).nextDelay().compareTo(each.situation().nextDelay()) > 0;
    }

    /** Whether the end counts as it would if a restart followed it, where requests are charged, and does not elsewhere. */
    private static boolean isCharged(DecisionCase each) {
        boolean isLong = Objects.equals(each.features().get(Feature.AGE), "after a long life");
        return switch (each.situation().requests()) {
            case FREE -> keepsTheDelay(each);
            case CHARGED -> isLong ? beginsTheDelaysAnew(each) : lengthensTheDelay(each);
        };
    }

    private static Optional<Hook.Point> askedBy(ChildState state) {
        return state instanceof ChildState.Asking ? state.hook() : Optional.empty();
    }

    private static boolean isAskedByTheFirst(DecisionCase each) {
        Hook.Point first = each.situation().has(Given.PRE_STOP) ? Hook.Point.PRE_STOP : Hook.Point.STOP_COMMAND;
        return has(each, DecisionSummary::askedBy, first);
    }

    private static boolean isDueLater(DecisionCase each) {
        Optional<MonotonicTime> before = each.situation().life().state().deadline();
        Optional<MonotonicTime> after = next(each).state().deadline();
        return before.isPresent() && after.isPresent() && before.get().isBefore(after.get());
    }

    private static <T> boolean has(DecisionCase each, Function<ChildState, Optional<T>> of, T value) {
        return of.apply(next(each).state()).equals(Optional.of(value));
    }

    /** Whether the next state has nothing of the kind, or what the state before had. */
    private static <T> boolean isKept(DecisionCase each, Function<ChildState, Optional<T>> of) {
        Optional<T> after = of.apply(next(each).state());
        return after.isEmpty() || after.equals(of.apply(each.situation().life().state()));
    }

    private static Optional<String> firstThatHolds(List<Rule> rules, List<DecisionCase> cases) {
        for (Rule rule : rules) {
            if (cases.stream().allMatch(rule.holds())) {
                return Optional.of(rule.words());
            }
        }
        return Optional.empty();
    }

    private static Optional<Boolean> isUnwell(ChildState state) {
        return state.liveRun().filter(Run::unwell).map(_ -> true);
    }

    private static Optional<Boolean> isWithoutLeader(ChildState state) {
        return state.liveRun().filter(run -> run.leaderGoneAt().isPresent()).map(_ -> true);
    }

    private static Optional<Sequel> sequel(ChildState state) {
        return switch (state) {
            case ChildState.Aborting(var _, var _, var sequel) -> Optional.of(sequel);
            case ChildState.BeingEnded ending -> Optional.of(ending.sequel());
            case ChildState.Concluding(var _, var _, var _, var _, var sequel) -> Optional.of(sequel);
            case ChildState.Stopped _,
                    ChildState.Waiting _,
                    ChildState.Preparing _,
                    ChildState.Starting _,
                    ChildState.Launching _,
                    ChildState.Running _,
                    ChildState.BackingOff _,
                    ChildState.Exited _,
                    ChildState.Failed _ -> Optional.empty();
        };
    }

    private static Optional<Force> force(ChildState state) {
        return state instanceof ChildState.Aborting(var _, var force, var _) ? Optional.of(force) : Optional.empty();
    }
}
