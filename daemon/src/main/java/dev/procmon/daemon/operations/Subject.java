// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.lifecycle.Wanted;
import dev.procmon.core.monitor.ChildView;
import dev.procmon.core.monitor.Role;
import dev.procmon.core.order.Hold;
import dev.procmon.core.program.ProgramName;

/**
 * A child at one moment, with what is remembered of it.
 *
 * @param view the child
 * @param memory what is remembered of its name
 */
record Subject(ChildView view, Memory memory) {

    ProgramName name() {
        return view.program().name();
    }

    Life life() {
        return view.life();
    }

    ChildState state() {
        return view.life().state();
    }

    ChildState.Phase phase() {
        return state().phase();
    }

    boolean isHolder() {
        return view.role() == Role.HOLDER;
    }

    /** Tell whether it is to be up. One that is to replace another is, though nobody has asked for that by its name. */
    boolean isWantedUp() {
        return switch (view.role()) {
            case HOLDER -> life().wanted() == Wanted.UP;
            case SUCCESSOR -> true;
            case DEPARTING -> false;
        };
    }

    /** Tell whether it has ended with success and is not to be started again. */
    boolean hasCompleted() {
        return state() instanceof ChildState.Exited
                && life().lastOutcome().isPresent()
                && life().lastOutcome().get().success();
    }

    /** Tell whether it waits for nothing but its time. */
    boolean waitsForItsTime() {
        return phase() == ChildState.Phase.WAITING
                && view.holds().size() == 1
                && view.holds().getFirst() instanceof Hold.NotYetTime;
    }

    /** Tell whether it is as it was asked to be. */
    boolean isAsWanted() {
        if (!isWantedUp()) {
            return state().liveRun().isEmpty() && phase() != ChildState.Phase.BACKING_OFF;
        }
        return !view.toEnd() && (view.ready() || hasCompleted() || waitsForItsTime());
    }

    /** The number of the present run, or else of the last; 0 before the first. */
    long run() {
        return life().lastRun().isPresent() ? life().lastRun().get().number() : 0;
    }
}
