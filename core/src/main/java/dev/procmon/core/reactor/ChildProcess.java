// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.process.Signal;

/** A process that was asked for. */
public interface ChildProcess {

    /**
     * Send a signal that is to end the process, to it and to all that it has started in its own process group. From then on
     * its exit is told when nobody of the group is left, so that a later KILL reaches those who outlive it. Once the exit is
     * told nobody is signalled, for its pid may be somebody else's. On the reactor thread, after {@link
     * ProcessListener#spawned}.
     */
    SignalOutcome signal(Signal signal);
}
