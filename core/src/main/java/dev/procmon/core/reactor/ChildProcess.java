// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.process.Signal;

/** A process that was asked for. */
public interface ChildProcess {

    /**
     * Send a signal to the process and to all that it has started in its own process group. Once the exit of the process
     * is known nobody is signalled, for its pid may be somebody else's. On the reactor thread, after {@link
     * ProcessListener#spawned}.
     */
    SignalOutcome signal(Signal signal);
}
