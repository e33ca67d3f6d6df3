// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Remnant;
import dev.procmon.core.process.Signal;
import java.util.List;
import java.util.OptionalLong;

/** A process that was asked for, and all processes that come of it: its tree. On the reactor thread. */
public interface ChildProcess {

    /**
     * Send a signal to the leader or to the whole tree. A signal that ends processes also wakes those that are stopped
     * (SIGCONT), or they could not act on it. Once {@link ProcessListener#exited} is told nobody is signalled, for the pid may
     * be somebody else's. After {@link ProcessListener#spawned}.
     */
    SignalOutcome signal(Signal signal, Reach reach);

    /** Return who of the tree lives, a bounded number of them. May take a moment: it looks at the host. */
    default List<Remnant> remnants() {
        return List.of();
    }

    /** Return how much memory the tree has in use, in bytes, where that can be said. */
    default OptionalLong residentMemory() {
        return OptionalLong.empty();
    }
}
