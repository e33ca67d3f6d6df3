// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.Policy.Requests;
import dev.procmon.core.policy.RestartPolicy.Mode;
import dev.procmon.core.process.Ending;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What may make a difference. First what is asked first; the last ones only if nothing else will do. */
enum Feature {
    HOOK,
    ASKING,
    RESULT,
    ASKED,
    NOVELTY,
    WANTED,
    SEQUEL,
    VERDICT,
    DEPENDENCY,
    GATE,
    PREPARATION,
    QUESTION,
    BUDGET,
    JOB,
    WELL,
    SPAWN,
    READINESS,
    AFTER_START,
    BOUND,
    FORCE,
    SIGNAL,
    FAULT,
    TIME,
    LEADER,
    REACH,
    REPETITION,
    AFTER_END,
    AGE,
    ROW,
    ORIGIN,
    REQUESTS,
    DELAY;

    /** Say all that can be said of a case. */
    static Map<Feature, String> of(DecisionCase one) {
        Map<Feature, String> features = new EnumMap<>(Feature.class);
        ofTheChild(one, features);
        ofThePolicy(one.situation(), features);
        ofTheEvent(one, features);
        ending(one).ifPresent(ending -> ofTheEnding(one.situation(), ending, features));
        return features;
    }

    private static void ofTheChild(DecisionCase one, Map<Feature, String> features) {
        Situation situation = one.situation();
        features.put(WANTED, situation.wanted() == Wanted.UP ? "wanted up" : "wanted down");
        features.put(
                SEQUEL,
                switch (situation.sequel()) {
                    case JUDGE -> "to be judged";
                    case START_AGAIN -> "to be started again";
                    case STAY_FAILED -> "to stay failed";
                });
        features.put(FORCE, situation.has(Given.BY_KILL) ? "by KILL" : "by the stop signal");
        features.put(WELL, situation.has(Given.UNWELL) ? "it was not well" : "it was well");
        features.put(LEADER, situation.has(Given.LEADER_GONE) ? "its leader is gone already" : "its leader lives");
        features.put(ORIGIN, situation.has(Given.BY_ITSELF) ? "its end was not asked for" : "its end was asked for");
        features.put(DELAY, one.isForgiven() ? "nothing is held against it" : "something is held against it");
        features.put(
                ASKING, situation.has(Given.AT_COMMAND) ? "the stop command runs" : "the hook before the stop runs");
    }

    private static void ofThePolicy(Situation situation, Map<Feature, String> features) {
        features.put(REQUESTS, situation.requests() == Requests.FREE ? "requests are free" : "requests are charged");
        boolean gated = situation.has(Given.GATE_WAIT) || situation.has(Given.GATE_DOWN);
        features.put(GATE, gated ? "something is in the way" : "nothing is in the way");
        boolean waits = situation.has(Given.GATE_DOWN) && situation.requests() == Requests.FREE;
        features.put(
                DEPENDENCY,
                waits
                        ? "a program that it needs is down and requests are free"
                        : "nothing that it needs is down, or requests are charged");
        features.put(PREPARATION, hook(situation, Given.PRE_START, "before the start"));
        features.put(AFTER_START, hook(situation, Given.POST_START, "after the start"));
        features.put(AFTER_END, hook(situation, Given.POST_STOP, "after the end"));
        features.put(QUESTION, question(situation));
        features.put(
                BUDGET,
                situation.has(Given.EXHAUSTED) ? "it was restarted too often" : "it was not restarted too often");
        features.put(JOB, situation.has(Given.JOB) ? "it runs at times" : "it runs all the time");
        features.put(BOUND, situation.has(Given.BOUNDED) ? "its running time is bounded" : "it may run for ever");
        features.put(REACH, situation.has(Given.TO_LEADER) ? "only the leader is asked" : "the whole tree is asked");
        features.put(REPETITION, situation.has(Given.KILL_ONCE) ? "KILL is sent once" : "KILL is sent again");
        features.put(
                ROW,
                situation.has(Given.FIRST_AT_ONCE) ? "the row of delays begins with none" : "the next delay is one");
        boolean readiness = situation.policy().health().hasReadiness();
        features.put(READINESS, readiness ? "something says whether it is ready" : "nothing says whether it is ready");
    }

    private static String question(Situation situation) {
        boolean before = situation.has(Given.PRE_STOP);
        boolean command = situation.has(Given.STOP_COMMAND);
        if (situation.state() == ChildState.Asking.class) {
            return command ? "the stop command comes next" : "no stop command comes next";
        }
        return before
                ? "it has a hook before the stop"
                : command
                        ? "it has a stop command and no hook before it"
                        : "it has no hook before the stop and no stop command";
    }

    private static String hook(Situation situation, Given given, String which) {
        return (situation.has(given) ? "it has a hook " : "it has no hook ") + which;
    }

    private static void ofTheEvent(DecisionCase one, Map<Feature, String> features) {
        one.isNew()
                .ifPresent(isNew -> features.put(NOVELTY, isNew ? "something new is asked" : "nothing new is asked"));
        switch (one.event()) {
            case ChildEvent.Start(var wanted) ->
                features.put(ASKED, wanted == Wanted.UP ? "to keep it up" : "for a single run");
            case ChildEvent.SignalRefused(var _, var signal, var _) ->
                features.put(SIGNAL, signal.equals(Signal.KILL) ? "it was KILL" : "it was the stop signal");
            case ChildEvent.Unhealthy(var _, var fault) ->
                features.put(
                        FAULT,
                        switch (fault) {
                            case NOT_LIVE -> "its liveness probe has failed";
                            case SILENT -> "it was silent";
                            case TOO_LARGE -> "it was too large";
                        });
            case ChildEvent.ExtensionAsked(var _, var time) -> {
                boolean more = Situation.NOW.plus(time).compareTo(Situation.DEADLINE) > 0;
                boolean mayHave = !one.situation().has(Given.EXTENDED);
                features.put(
                        TIME,
                        more && mayHave
                                ? "it asks for more time than it has, and may have it"
                                : "it asks for none that it may have");
            }
            case ChildEvent.HookEnded(var _, var point, var failure) -> {
                features.put(HOOK, isAwaited(one.situation(), point) ? "it is waited for" : "nobody waits for it");
                features.put(RESULT, failure.isPresent() ? "it has failed" : "it has succeeded");
            }
            case ChildEvent _ -> {}
        }
    }

    /** An aborting child waits for the hook before the start, though it does not hold it: it was ended. */
    private static boolean isAwaited(Situation situation, Hook.Point point) {
        ChildState state = situation.life().state();
        return state.hook().equals(Optional.of(point))
                || (state instanceof ChildState.Aborting && point == Hook.Point.PRE_START);
    }

    private static void ofTheEnding(Situation situation, Ending ending, Map<Feature, String> features) {
        boolean restarted = situation.has(Given.UNWELL)
                ? situation.restart().mode() != Mode.NEVER
                : situation.restart().restartsAfter(ending);
        features.put(VERDICT, restarted ? "the policy restarts it" : "the policy does not restart it");
        boolean isLong = situation.has(Given.LONG)
                && !situation.has(Given.NEVER_READY)
                && !situation.has(Given.LEADER_GONE)
                && ending instanceof ExitStatus;
        features.put(AGE, isLong ? "after a long life" : "after a short life");
        features.put(SPAWN, ending instanceof SpawnFailure ? "it was not spawned" : "it was spawned");
    }

    private static Optional<Ending> ending(DecisionCase one) {
        return switch (one.event()) {
            case ChildEvent.ProcessExited(var _, var status) -> Optional.of(status);
            case ChildEvent.SpawnFailed(var _, var failure) -> Optional.of(failure);
            case ChildEvent.HookEnded _
            when one.situation().state() == ChildState.Concluding.class ->
                Optional.of(one.situation().ending());
            case ChildEvent _ -> Optional.empty();
        };
    }
}
