// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.order.Need;
import java.util.List;
import java.util.Optional;

/** What the fate of a program means for those that need it and run. */
final class Bonds {

    private final Engine engine;

    Bonds(Engine engine) {
        this.engine = engine;
    }

    /** Look at those who need a child after something has become of it. */
    void followed(Child child, Life before) {
        List<Child> namers = engine.registry.namersOf(child);
        if (namers.isEmpty() || child.role != Role.HOLDER) {
            return;
        }
        boolean wentDown = isUp(before) && !isUp(child.life);
        for (Child dependent : namers) {
            for (Need need : dependent.relations.needs()) {
                if (Gate.names(need.on(), child) && isConcerned(dependent)) {
                    concern(dependent, need, child, wentDown);
                }
            }
        }
    }

    private void concern(Child dependent, Need need, Child child, boolean wentDown) {
        switch (need.bond()) {
            case NONE -> {}
            case GOES_DOWN_WITH -> {
                // One that has ended with success may be all that was needed.
                if (wentDown && !engine.gate.meets(child, need.condition())) {
                    restart(dependent);
                }
            }
            case RESTARTS_WITH -> {
                if (engine.gate.meets(child, need.condition()) && isOlder(dependent, child)) {
                    restart(dependent);
                }
            }
        }
    }

    private void restart(Child dependent) {
        if (!engine.batches.isToEnd(dependent)) {
            engine.batches.end(dependent, new ChildEvent.Restart());
        }
    }

    /** Whether the run of the one began before that of the other, so that it knew another run of it. */
    private static boolean isOlder(Child dependent, Child child) {
        Optional<Run> its = dependent.life.state().liveRun();
        Optional<Run> run = child.life.lastRun();
        return its.isPresent()
                && run.isPresent()
                && its.get().startedAt().isBefore(run.get().startedAt());
    }

    private static boolean isConcerned(Child dependent) {
        boolean stopping = dependent.life.state().phase() == ChildState.Phase.STOPPING;
        return dependent.isAlive() && dependent.life.wanted() == Wanted.UP && !stopping;
    }

    private static boolean isUp(Life life) {
        return life.state() instanceof ChildState.Launching || life.state() instanceof ChildState.Running;
    }
}
