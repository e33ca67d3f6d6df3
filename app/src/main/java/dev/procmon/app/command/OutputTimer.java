// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.core.reactor.Reactor;
import dev.procmon.daemon.logs.Later;
import java.time.Duration;

/** Runs tasks on the output thread after a while. */
record OutputTimer(Reactor reactor) implements Later {

    @Override
    public void after(Duration delay, Runnable task) {
        if (delay.isPositive()) {
            reactor.execute(() -> reactor.schedule(reactor.now().plus(delay), () -> reactor.afterOutput(task)));
        } else {
            reactor.afterOutput(task);
        }
    }
}
