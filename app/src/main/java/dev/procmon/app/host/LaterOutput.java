// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.core.reactor.Reactor;
import dev.procmon.daemon.logs.Later;
import java.time.Duration;

/** Runs tasks on the output thread of a reactor when their time has come. */
record LaterOutput(Reactor reactor) implements Later {

    @Override
    public void after(Duration delay, Runnable task) {
        Due due = new Due(reactor, task);
        if (delay.isZero()) {
            due.run();
        } else {
            reactor.execute(new Armed(reactor, delay, due));
        }
    }

    // Classes and no lambdas: they may be on the way to the first child.

    private record Armed(Reactor reactor, Duration delay, Runnable then) implements Runnable {
        @Override
        public void run() {
            var _ = reactor.schedule(reactor.now().plus(delay), then);
        }
    }

    private record Due(Reactor reactor, Runnable task) implements Runnable {
        @Override
        public void run() {
            reactor.afterOutput(task);
        }
    }
}
