// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.core.reactor.Reactor;
import java.util.concurrent.Executor;

/** Runs tasks on the output thread. */
record AfterOutput(Reactor reactor) implements Executor {

    @Override
    public void execute(Runnable task) {
        reactor.afterOutput(task);
    }
}
