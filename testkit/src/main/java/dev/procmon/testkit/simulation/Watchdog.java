// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at every transition for what must never be. Remembers the first thing that was wrong. */
final class Watchdog {

    private final Map<ProgramName, Long> liveRuns = new HashMap<>();
    private final Map<ProgramName, Policy> policies = new HashMap<>();
    private final Map<ProgramName, Relations> relations = new HashMap<>();
    private final Map<ProgramName, ChildState> states = new HashMap<>();
    private final Set<ProgramName> notReady = new HashSet<>();
    private final Duration delayMax;
    private final Duration graceMax;
    private MonotonicTime last = MonotonicTime.ORIGIN;
    private Optional<String> problem = Optional.empty();

    Watchdog(Duration delayMax, Duration graceMax) {
        this.delayMax = delayMax;
        this.graceMax = graceMax;
    }

    Optional<String> problem() {
        return problem;
    }

    /** A program of this name is registered from now on. */
    void know(ProgramName name, Policy policy, Relations its) {
        policies.put(name, policy);
        relations.put(name, its);
        states.remove(name);
        notReady.remove(name);
    }

    /** Look at what was told. */
    void look(News news) {
        if (news instanceof News.ReadinessChanged changed) {
            if (changed.ready()) {
                notReady.remove(changed.program());
            } else {
                notReady.add(changed.program());
            }
        }
    }

    void look(ChildTransition transition) {
        if (transition.at().isBefore(last)) {
            bark("time ran backwards", transition);
        }
        last = transition.at();
        if (transition.role() == Role.HOLDER) {
            checkNeeds(transition);
            states.put(transition.program(), transition.to());
            if (transition.to().liveRun().isEmpty()) {
                notReady.remove(transition.program());
            }
        }
        countRuns(transition);
        transition.to().deadline().ifPresent(when -> {
            Duration most = most(transition);
            Duration wait = when.since(transition.at());
            if (wait.isNegative() || wait.compareTo(most) > 0) {
                bark("a wait of " + wait, transition);
            }
        });
    }

    private Duration most(ChildTransition transition) {
        Policy policy = policies.get(transition.program());
        return switch (transition.to()) {
            case ChildState.BackingOff _ -> delayMax;
            case ChildState.Launching _ ->
                policy == null ? graceMax : policy.health().readyWithin();
            default -> graceMax.compareTo(StopPlan.INSIST) > 0 ? graceMax : StopPlan.INSIST;
        };
    }

    /** Nobody who is wanted up begins a run while a program that it needs is not as it must be. */
    private void checkNeeds(ChildTransition transition) {
        boolean begins = transition.to().phase() == Phase.STARTING
                && transition.from().liveRun().isEmpty();
        boolean single = transition.event() instanceof ChildEvent.Start(var wanted) && wanted == Wanted.DOWN;
        if (!begins || single) {
            return;
        }
        for (Need need :
                relations.getOrDefault(transition.program(), Relations.NONE).needs()) {
            ChildState state = states.getOrDefault(need.on(), new ChildState.Stopped());
            boolean up = state instanceof ChildState.Running || state instanceof ChildState.Exited;
            boolean met =
                    switch (need.condition()) {
                        case STARTED -> up || state instanceof ChildState.Launching;
                        case READY -> state instanceof ChildState.Running && !notReady.contains(need.on());
                        case COMPLETED -> true;
                    };
            if (!met) {
                bark("a start while " + need.on() + " is not " + need.condition() + " but " + state, transition);
            }
        }
    }

    /** A departing child and its successor share a name, and must not share a moment. */
    private void countRuns(ChildTransition transition) {
        long before = number(transition.from());
        long after = number(transition.to());
        if (transition.role() != Role.HOLDER) {
            if (after == 0) {
                liveRuns.remove(transition.program(), before);
            }
            return;
        }
        if (before == after) {
            return;
        }
        if (before != 0) {
            liveRuns.remove(transition.program());
        }
        if (after != 0 && liveRuns.put(transition.program(), after) != null) {
            bark("two runs at a time", transition);
        }
    }

    private static long number(ChildState state) {
        return state.liveRun().map(run -> run.number()).orElse(0L);
    }

    private void bark(String what, ChildTransition transition) {
        if (problem.isEmpty()) {
            problem = Optional.of(what + ": " + transition);
        }
    }
}
