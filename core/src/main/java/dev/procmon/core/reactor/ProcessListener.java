// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.SpawnFailure;

/** Is told of the life of one process, on the reactor thread. */
public interface ProcessListener {

    /** The process exists. */
    void spawned(long pid);

    /** There is no process, and nothing else will be told, neither here nor to the {@link OutputListener}. */
    void spawnFailed(SpawnFailure failure);

    /**
     * The process has ended and was reaped, and where it was {@linkplain ChildProcess#signal told to end}, so has everybody
     * in its process group. What it has written may still be on its way, and another process that holds
     * its output open may go on writing.
     */
    void exited(ExitStatus status);
}
