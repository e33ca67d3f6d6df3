// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.Run;
import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.reactor.ProcessListener;

/** Turns what the reactor tells of a process into events of its child, marked with the run they belong to. */
record RunListener(Engine engine, Child child, Run run) implements ProcessListener {

    @Override
    public void spawned(long pid) {
        engine.dispatch(child, new ChildEvent.Spawned(run.number(), pid));
    }

    @Override
    public void spawnFailed(SpawnFailure failure) {
        engine.dispatch(child, new ChildEvent.SpawnFailed(run.number(), failure));
    }

    @Override
    public void leaderExited(ExitStatus status) {
        engine.dispatch(child, new ChildEvent.LeaderExited(run.number(), status));
    }

    @Override
    public void notified(Notice notice) {
        Notices.take(engine, child, run, notice);
    }

    @Override
    public void unheard(String why) {
        engine.tell(new News.Unheard(child.name(), run.number(), why, engine.now()));
    }

    @Override
    public void exited(ExitStatus status) {
        engine.exited(child, new ChildEvent.ProcessExited(run.number(), status));
    }
}
