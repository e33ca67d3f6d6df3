// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.core.process.Reach;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.reactor.ChildProcess;
import dev.procmon.core.reactor.ProcessListener;
import dev.procmon.core.reactor.SignalOutcome;

/** A process that is refused before anybody tries to spawn it. As a task of the loop it says so. */
final class RefusedChild implements ChildProcess, Runnable {

    private final ProcessListener listener;
    private final SpawnFailure failure;
    private boolean told;

    RefusedChild(ProcessListener listener, SpawnFailure failure) {
        this.listener = listener;
        this.failure = failure;
    }

    @Override
    public SignalOutcome signal(Signal signal, Reach reach) {
        if (!told) {
            throw new IllegalStateException("the process was not spawned yet");
        }
        return new SignalOutcome.AlreadyGone();
    }

    @Override
    public void run() {
        told = true;
        listener.spawnFailed(failure);
    }
}
