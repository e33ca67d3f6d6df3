// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.policy.GiveUp;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;

/**
 * What the owner of a child has to do, as data. Timers and the hooks that a state waits for are no effects: they follow from
 * {@link ChildState#deadline} and {@link ChildState#hook}.
 */
public sealed interface Effect {

    /** Spawn the process of this run, and report how that went. */
    record Spawn(Run run) implements Effect {}

    /** Send a signal to the process of this run or to its whole tree, and report if it is refused. */
    record SendSignal(Run run, Signal signal, Reach reach) implements Effect {}

    /** Run a hook that no state waits for, at the longest until the run is over. */
    record RunHook(Run run, Hook.Point point) implements Effect {}

    /** The child was given up: do what the user wants done then. */
    record Escalate(GiveUp.Then then) implements Effect {}
}
