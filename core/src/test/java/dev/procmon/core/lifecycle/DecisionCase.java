// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.lifecycle.ChildState.Force;
import dev.procmon.core.lifecycle.ChildState.Sequel;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One event in one situation, and what {@link Lifecycle#step} really makes of it.
 *
 * @param essence what must be the same in two cases before anything else is looked at: next state, effects, reason
 * @param features what can be said of the case, in words, so that cases can be told apart
 */
record DecisionCase(Situation situation, ChildEvent event, Step step, String essence, Map<Feature, String> features) {

    /** What may make a difference. First those in which a reader thinks; the last ones only if nothing else will do. */
    enum Feature {
        NOVELTY,
        WANTED,
        SEQUEL,
        VERDICT,
        REQUESTS,
        AGE,
        FORCE,
        SIGNAL,
        ASKED,
        DELAY,
        MODE,
        ENDING
    }

    private static final SpawnFailure FAILURE = new SpawnFailure("ENOENT", "no such file: /nope");

    private static final List<RestartPolicy> POLICIES = List.of(
            RestartPolicy.of(Mode.ALWAYS),
            RestartPolicy.of(Mode.ON_FAILURE),
            RestartPolicy.of(Mode.NEVER),
            new RestartPolicy(Mode.ALWAYS, Set.of(0), Set.of(77)));

    /** Try an event in all situations of a state in which a child can be. */
    static List<DecisionCase> all(Class<? extends ChildState> state, Class<? extends ChildEvent> event) {
        return situations(state)
                .flatMap(situation -> events(event).map(each -> of(situation, each)))
                .toList();
    }

    /** Try each report on another run than the present one in all situations of all states. */
    static List<DecisionCase> reportsOnOtherRuns() {
        return Situation.states().stream()
                .flatMap(DecisionCase::situations)
                .flatMap(situation -> Stream.of(
                                new ChildEvent.Spawned(6, Situation.PID),
                                new ChildEvent.SpawnFailed(6, FAILURE),
                                new ChildEvent.ProcessExited(6, ExitStatus.exited(0)),
                                new ChildEvent.SignalRefused(6, Signal.KILL, "EPERM"))
                        .map(event -> of(situation, event)))
                .toList();
    }

    /** What a request wants. */
    Optional<Wanted> asked() {
        return switch (event) {
            case ChildEvent.Start(var wanted) -> Optional.of(wanted);
            case ChildEvent.Await(), ChildEvent.Restart() -> Optional.of(Wanted.UP);
            case ChildEvent.Stop(), ChildEvent.Kill() -> Optional.of(Wanted.DOWN);
            case ChildEvent.Terminate(), ChildEvent.Report _, ChildEvent.DeadlineReached() -> Optional.empty();
        };
    }

    private static DecisionCase of(Situation situation, ChildEvent event) {
        Step step = situation.on(event);
        String effects = step.effects().stream().map(DecisionSummary::effect).collect(Collectors.joining(" "));
        String essence = step.next().state().getClass().getSimpleName() + " " + effects + " " + step.reason();
        DecisionCase plain = new DecisionCase(situation, event, step, essence, Map.of());
        return new DecisionCase(situation, event, step, essence, plain.describe());
    }

    private Map<Feature, String> describe() {
        Map<Feature, String> features = new EnumMap<>(Feature.class);
        features.put(Feature.WANTED, situation.wanted() == Wanted.UP ? "wanted up" : "wanted down");
        features.put(Feature.SEQUEL, situation.sequel() == Sequel.JUDGE ? "to be judged" : "to be started again");
        features.put(Feature.FORCE, situation.force() == Force.KILL ? "by KILL" : "by the stop signal");
        features.put(
                Feature.REQUESTS, situation.requests() == Requests.FREE ? "requests are free" : "requests are charged");
        features.put(Feature.AGE, situation.age() == Situation.Age.EARLY ? "after a short life" : "after a long life");
        features.put(
                Feature.DELAY,
                situation.nextDelay().equals(Situation.MIN) ? "the delay is the first" : "the delay has grown");
        features.put(Feature.MODE, "restart policy " + situation.restart());
        asked().ifPresent(wanted -> {
            features.put(Feature.ASKED, wanted == Wanted.UP ? "to keep it up" : "for a single run");
            features.put(Feature.NOVELTY, isNew(wanted) ? "something new is asked" : "nothing new is asked");
        });
        ending().ifPresent(ending -> {
            features.put(Feature.ENDING, ending.describe());
            features.put(
                    Feature.VERDICT,
                    situation.restart().restartsAfter(ending)
                            ? "the policy restarts it"
                            : "the policy does not restart it");
        });
        if (event instanceof ChildEvent.SignalRefused(var _, var signal, var _)) {
            features.put(Feature.SIGNAL, signal.equals(Signal.KILL) ? "it was KILL" : "it was the stop signal");
        }
        return features;
    }

    /** Whether a request asks for anything that the child has not been asked for already. */
    private boolean isNew(Wanted asked) {
        boolean stopping = situation.life().state().phase() == ChildState.Phase.STOPPING;
        boolean again = situation.sequel() == Sequel.START_AGAIN;
        boolean first = situation.nextDelay().equals(Situation.MIN);
        boolean free = situation.requests() == Requests.FREE;
        boolean next =
                switch (event) {
                    case ChildEvent.Start _, ChildEvent.Await() -> free && !(again && first);
                    case ChildEvent.Stop(), ChildEvent.Kill() -> again;
                    case ChildEvent.Restart() -> !(again && first);
                    case ChildEvent.Terminate(), ChildEvent.Report _, ChildEvent.DeadlineReached() -> false;
                };
        return asked != situation.wanted() || (stopping && next);
    }

    private Optional<Ending> ending() {
        return switch (event) {
            case ChildEvent.ProcessExited(var _, var status) -> Optional.of(status);
            case ChildEvent.SpawnFailed(var _, var failure) -> Optional.of(failure);
            case ChildEvent.Request _, ChildEvent.Spawned _, ChildEvent.SignalRefused _, ChildEvent.DeadlineReached() ->
                Optional.empty();
        };
    }

    /** That no child is ever elsewhere is what {@link LifecycleInvariants} says of what is wanted. */
    private static Stream<Situation> situations(Class<? extends ChildState> state) {
        Situation plain = Situation.in(state);
        boolean alive = plain.life().state().liveRun().isPresent();
        boolean stopping = plain.life().state().phase() == ChildState.Phase.STOPPING;
        boolean aborting = state == ChildState.Aborting.class;
        return Stream.of(plain)
                .flatMap(each -> alive ? Stream.of(Wanted.values()).map(each::wanting) : Stream.of(each))
                .flatMap(each -> stopping ? Stream.of(Sequel.values()).map(each::followedBy) : Stream.of(each))
                .flatMap(each -> aborting ? Stream.of(Force.values()).map(each::forcedBy) : Stream.of(each))
                .flatMap(each -> Stream.of(Requests.values()).map(each::with))
                .flatMap(each -> POLICIES.stream().map(each::with))
                .flatMap(each -> Stream.of(Situation.Age.values()).map(each::aged))
                .flatMap(each ->
                        Stream.<Duration>of(Situation.MIN, Situation.GROWN).map(each::delayedBy));
    }

    private static Stream<ChildEvent> events(Class<? extends ChildEvent> type) {
        long run = 7;
        return Stream.<ChildEvent>of(
                        new ChildEvent.Start(Wanted.UP),
                        new ChildEvent.Start(Wanted.DOWN),
                        new ChildEvent.Await(),
                        new ChildEvent.Stop(),
                        new ChildEvent.Kill(),
                        new ChildEvent.Terminate(),
                        new ChildEvent.Restart(),
                        new ChildEvent.Spawned(run, Situation.PID),
                        new ChildEvent.SpawnFailed(run, FAILURE),
                        new ChildEvent.ProcessExited(run, ExitStatus.exited(0)),
                        new ChildEvent.ProcessExited(run, ExitStatus.exited(1)),
                        new ChildEvent.ProcessExited(run, ExitStatus.exited(77)),
                        new ChildEvent.ProcessExited(run, ExitStatus.signaled(Signal.TERM)),
                        new ChildEvent.SignalRefused(run, Signal.TERM, "EPERM"),
                        new ChildEvent.SignalRefused(run, Signal.KILL, "EPERM"),
                        new ChildEvent.DeadlineReached())
                .filter(type::isInstance);
    }
}
