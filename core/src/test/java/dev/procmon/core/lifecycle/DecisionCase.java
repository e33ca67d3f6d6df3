// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.policy.Fault;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One event in one situation, and what {@link Lifecycle#step} really makes of it.
 *
 * @param turn the turn that it takes, where that is told elsewhere
 * @param essence what must be the same in two cases before anything else is looked at: the turn, or else next state, effects
 *     and reason
 * @param features what can be said of the case, in words, so that cases can be told apart
 */
record DecisionCase(
        Situation situation, ChildEvent event, Step step, Turn turn, String essence, Map<Feature, String> features) {

    /** Try an event in all situations of a state in which a child can be. */
    static List<DecisionCase> all(Class<? extends ChildState> state, Class<? extends ChildEvent> event) {
        return Dimensions.situations(state, event)
                .flatMap(situation -> events(event, 7).map(each -> of(situation, each)))
                .toList();
    }

    /** Try how a run begins. */
    static List<DecisionCase> beginnings() {
        return Dimensions.beginnings()
                .flatMap(situation -> events(ChildEvent.Start.class, 7).map(event -> of(situation, event, Turn.NONE)))
                .toList();
    }

    /** Try how a run is ended. */
    static List<DecisionCase> stops() {
        return Dimensions.stops()
                .map(situation -> of(situation, new ChildEvent.Terminate(), Turn.NONE))
                .toList();
    }

    /** Try what follows when a run is over. */
    static List<DecisionCase> judgements() {
        ChildEvent event = new ChildEvent.HookEnded(7, Hook.Point.POST_STOP, Optional.empty());
        return Dimensions.judgements()
                .map(situation -> of(situation, event, isToBegin(situation) ? Turn.BEGINS : Turn.NONE))
                .toList();
    }

    /** Try each report on another run than the present one in all situations of all states in which a stop is tried. */
    static List<DecisionCase> reportsOnOtherRuns() {
        return Situation.states().stream()
                .flatMap(state -> Dimensions.situations(state, ChildEvent.Stop.class))
                .flatMap(situation -> events(ChildEvent.Report.class, 6).map(event -> of(situation, event)))
                .toList();
    }

    /** What a request wants. */
    Optional<Wanted> asked() {
        return switch (event) {
            case ChildEvent.Start(var wanted) -> Optional.of(wanted);
            case ChildEvent.Restart() -> Optional.of(Wanted.UP);
            case ChildEvent.Stop(), ChildEvent.Kill() -> Optional.of(Wanted.DOWN);
            case ChildEvent.Admit(),
                    ChildEvent.Terminate(),
                    ChildEvent.Abandon(),
                    ChildEvent.Report _,
                    ChildEvent.DeadlineReached() -> Optional.empty();
        };
    }

    /** Whether a request asks for anything that the child has not been asked for already. */
    Optional<Boolean> isNew() {
        boolean again = situation.sequel() == Sequel.START_AGAIN;
        boolean free = situation.requests() == Requests.FREE;
        boolean stopping = situation.life().state().phase() == ChildState.Phase.STOPPING;
        boolean waiting = situation.state() == ChildState.Waiting.class;
        boolean afresh = !isForgiven() && (stopping || waiting);
        return switch (event) {
            case ChildEvent.Start(var wanted) ->
                Optional.of(wanted != situation.wanted() || (free && (afresh || (stopping && !again))));
            case ChildEvent.Restart() -> Optional.of(Wanted.UP != situation.wanted() || afresh || !again);
            case ChildEvent.Stop(), ChildEvent.Kill() ->
                Optional.of(Wanted.DOWN != situation.wanted() || (stopping && situation.sequel() != Sequel.JUDGE));
            case ChildEvent.Abandon() -> Optional.of(situation.sequel() != Sequel.STAY_FAILED);
            case ChildEvent.PardonAsked _ -> Optional.of(!isForgiven());
            case ChildEvent _ -> Optional.empty();
        };
    }

    /** Whether nothing is held against it. */
    boolean isForgiven() {
        Life life = situation.life();
        return life.nextDelay().equals(situation.policy().backoff().first())
                && life.restarts().isEmpty();
    }

    private static boolean isToBegin(Situation situation) {
        return situation.wanted() == Wanted.UP && situation.sequel() == Sequel.START_AGAIN;
    }

    private static DecisionCase of(Situation situation, ChildEvent event) {
        return of(situation, event, Turn.of(situation, event, situation.on(event)));
    }

    private static DecisionCase of(Situation situation, ChildEvent event, Turn turn) {
        Step step = situation.on(event);
        DecisionCase bare = new DecisionCase(situation, event, step, turn, "", Map.of());
        return new DecisionCase(situation, event, step, turn, bare.findEssence(), Feature.of(bare));
    }

    private String findEssence() {
        return switch (turn) {
            case OVER -> turn.name();
            case BEGINS, ENDED -> turn + " " + because().name();
            case NONE ->
                step.next().state().getClass().getSimpleName()
                        + step.effects().stream()
                                .map(each -> DecisionSummary.effect(this, each))
                                .collect(Collectors.joining(" ", " ", " "))
                        + step.reason();
        };
    }

    /** Why; where a run is to begin, why it is, also where it has to wait. */
    Reason because() {
        if (turn != Turn.BEGINS || step.reason() != Reason.SOMETHING_COMES_FIRST) {
            return step.reason();
        }
        Terms open = new Terms(situation.policy(), Admission.MAY_START);
        return Lifecycle.step(situation.life(), event, Situation.NOW, open).reason();
    }

    private static Stream<ChildEvent> events(Class<? extends ChildEvent> type, long run) {
        Stream<ChildEvent> requests = Stream.of(
                new ChildEvent.Start(Wanted.UP),
                new ChildEvent.Start(Wanted.DOWN),
                new ChildEvent.Admit(),
                new ChildEvent.Stop(),
                new ChildEvent.Kill(),
                new ChildEvent.Terminate(),
                new ChildEvent.Restart(),
                new ChildEvent.Abandon(),
                new ChildEvent.DeadlineReached());
        return Stream.concat(requests, reports(run)).filter(type::isInstance);
    }

    private static Stream<ChildEvent> reports(long run) {
        Stream<ChildEvent> reports = Stream.of(
                new ChildEvent.Spawned(run, Situation.PID),
                new ChildEvent.SpawnFailed(run, Situation.FAILURE),
                new ChildEvent.LeaderExited(run, ExitStatus.exited(0)),
                new ChildEvent.ProcessExited(run, ExitStatus.exited(0)),
                new ChildEvent.ProcessExited(run, ExitStatus.exited(1)),
                new ChildEvent.SignalRefused(run, Signal.TERM, "EPERM"),
                new ChildEvent.SignalRefused(run, Signal.KILL, "EPERM"),
                new ChildEvent.BecameReady(run),
                new ChildEvent.ExtensionAsked(run, Duration.ofSeconds(3)),
                new ChildEvent.ExtensionAsked(run, Duration.ofSeconds(5)),
                new ChildEvent.ExtensionAsked(run, Duration.ofSeconds(60)),
                new ChildEvent.PardonAsked(run));
        Stream<ChildEvent> faults = Stream.of(Fault.values()).map(fault -> new ChildEvent.Unhealthy(run, fault));
        Stream<ChildEvent> hooks = Stream.of(Hook.Point.values())
                .flatMap(point -> Stream.of(Optional.<String>empty(), Optional.of("exited with 1"))
                        .map(failure -> new ChildEvent.HookEnded(run, point, failure)));
        return Stream.of(reports, faults, hooks).flatMap(each -> each);
    }
}
