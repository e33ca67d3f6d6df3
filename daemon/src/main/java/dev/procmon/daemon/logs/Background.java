// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.util.concurrent.Executor;

/** Runs a task on a thread of its own, which is there for as long as it takes and keeps nobody from ending. */
final class Background implements Executor {

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "procmon-logs");
        thread.setDaemon(true);
        thread.start();
    }
}
