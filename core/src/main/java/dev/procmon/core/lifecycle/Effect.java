// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.process.Signal;

/** What the owner of a child has to do, as data. Timers are no effects: they follow from {@link ChildState#deadline}. */
public sealed interface Effect {

    /** Spawn the process of this run, and report how that went. */
    record Spawn(Run run) implements Effect {}

    /** Send a signal to the process of this run, and report if it is refused. */
    record SendSignal(Run run, Signal signal) implements Effect {}
}
