// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.app.background.Relaunch;
import dev.procmon.app.foreground.HostSignals;
import dev.procmon.cli.command.Context;
import dev.procmon.control.instance.InstanceDirectory;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.daemon.events.Clocks;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.instance.InstanceLock;
import dev.procmon.daemon.supervision.Journal;
import dev.procmon.daemon.supervision.Supervision;
import dev.procmon.posix.loop.PosixReactor;
import dev.procmon.posix.service.Detachment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes of a supervision an instance: holds its lock, keeps its events, and answers those who ask. */
public final class Hosting implements AutoCloseable {

    private final HostConfiguration configuration;
    private final InstanceDirectory directory;
    private final Optional<InstanceLock> lock;
    private final boolean detached;
    private final Context context;

    public Hosting(
            HostConfiguration configuration,
            InstanceDirectory directory,
            Optional<InstanceLock> lock,
            boolean detached,
            Context context) {
        this.configuration = configuration;
        this.directory = directory;
        this.lock = lock;
        this.detached = detached;
        this.context = context;
    }

    /** Tell whether it was started in the background: nobody sees what it shows. */
    public boolean isDetached() {
        return detached;
    }

    /** Open the event log, and begin to remember lines. Before anything runs. */
    public Journal open(Clocks clocks, EventMaker events, LineTap lines, CompletableFuture<Supervision> supervision) {
        return event -> event;
    }

    /** Answer those who ask from now on. When all programs have been told to start; it takes a while. */
    public void serve(PosixReactor reactor, Supervision supervision, HostSignals signals) {
        if (detached) {
            context.out().println(Relaunch.IN_CONTROL);
            context.out().flush();
            Detachment.closeStandardStreams(directory.state().resolve("errors"));
        }
    }

    /** Answer nobody any longer, and let the next one of the name begin. */
    @Override
    public void close() {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
