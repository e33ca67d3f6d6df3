// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.monitor.News;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at every transition for what must never be. Remembers the first thing that was wrong. */
final class Watchdog {

    final OrderWatch order = new OrderWatch();
    private final Map<ProgramName, Map<Long, Role>> liveRuns = new HashMap<>();
    private final boolean related;
    private final Duration delayMax;
    private final Duration graceMax;
    private MonotonicTime last = MonotonicTime.ORIGIN;
    private Optional<String> problem = Optional.empty();

    /**
     * Make it.
     *
     * @param related whether there is an order to be looked after
     */
    Watchdog(boolean related, Duration delayMax, Duration graceMax) {
        this.related = related;
        this.delayMax = delayMax;
        this.graceMax = graceMax;
    }

    Optional<String> problem() {
        return problem;
    }

    void look(ChildTransition transition) {
        if (transition.at().isBefore(last)) {
            bark("time ran backwards", transition);
        }
        last = transition.at();
        countRuns(transition);
        if (related) {
            order.look(transition).ifPresent(wrong -> bark(wrong, transition));
        }
        transition.to().deadline().ifPresent(when -> {
            Duration most = transition.to().phase() == Phase.BACKING_OFF ? delayMax : graceMax;
            Duration wait = when.since(transition.at());
            // Where time jumps, one deadline may be over before the next state that keeps it.
            boolean kept = transition.from().deadline().equals(transition.to().deadline());
            if ((wait.isNegative() && !kept) || wait.compareTo(most) > 0) {
                bark("a wait of " + wait, transition);
            }
        });
    }

    /** A new run takes over the name of another. */
    void told(News news) {
        if (news instanceof News.Replaced(var name, var run, var _)) {
            Map<Long, Role> live = liveRuns.getOrDefault(name, Map.of());
            live.replaceAll((_, _) -> Role.DEPARTING);
            live.put(run, Role.HOLDER);
        }
    }

    void require(boolean holds, String otherwise) {
        if (!holds && problem.isEmpty()) {
            problem = Optional.of(otherwise);
        }
    }

    /** A departing child and the next of its name must not share a moment; one that is to replace it may. */
    private void countRuns(ChildTransition transition) {
        long before = number(transition.from());
        long after = number(transition.to());
        if (before == after) {
            return;
        }
        Map<Long, Role> live = liveRuns.computeIfAbsent(transition.program(), _ -> new HashMap<>());
        if (before != 0) {
            live.remove(before);
        }
        if (after != 0) {
            boolean alone = live.values().stream().allMatch(role -> role == Role.SUCCESSOR);
            if (transition.role() != Role.SUCCESSOR && !alone) {
                bark("two runs at a time", transition);
            }
            if (live.put(after, transition.role()) != null) {
                bark("two runs of the same number", transition);
            }
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
