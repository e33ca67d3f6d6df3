// SPDX-License-Identifier: Apache-2.0
package dev.procmon.testkit.simulation;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.ChildState.Phase;
import dev.procmon.core.monitor.ChildTransition;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at every transition for what must never be. Remembers the first thing that was wrong. */
final class Watchdog {

    private final Map<ProgramName, Long> liveRuns = new HashMap<>();
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

    void look(ChildTransition transition) {
        if (transition.at().isBefore(last)) {
            bark("time ran backwards", transition);
        }
        last = transition.at();
        countRuns(transition);
        transition.to().deadline().ifPresent(when -> {
            Duration most = transition.to().phase() == Phase.BACKING_OFF ? delayMax : graceMax;
            Duration wait = when.since(transition.at());
            if (wait.isNegative() || wait.compareTo(most) > 0) {
                bark("a wait of " + wait, transition);
            }
        });
    }

    /** A departing child and its successor share a name, and must not share a moment. */
    private void countRuns(ChildTransition transition) {
        long before = number(transition.from());
        long after = number(transition.to());
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
