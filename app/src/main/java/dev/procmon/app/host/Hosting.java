// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.app.background.Relaunch;
import dev.procmon.app.foreground.HostSignals;
import dev.procmon.cli.command.Context;
import dev.procmon.config.Settings;
import dev.procmon.control.event.Event;
import dev.procmon.control.instance.InstanceDirectory;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.monitor.RecentLines;
import dev.procmon.core.process.Signal;
import dev.procmon.daemon.api.ApiServer;
import dev.procmon.daemon.events.EventLog;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.instance.InstanceLock;
import dev.procmon.daemon.operations.InstanceFacts;
import dev.procmon.daemon.operations.KeptOutput;
import dev.procmon.daemon.operations.SupervisorOperations;
import dev.procmon.daemon.supervision.Journal;
import dev.procmon.daemon.supervision.Supervision;
import dev.procmon.posix.loop.PosixReactor;
import dev.procmon.posix.service.Detachment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Makes of a supervision an instance: keeps its events, answers those who ask, and reloads. What is needed before the first child is made
 * before it; all else comes when all programs have been told to start.
 */
public final class Hosting implements AutoCloseable {

    private static final Path ERRORS = Path.of("errors");
    private static final long PROCESS_ONE = 1;
    private static final int WINDOW_CHANGED = 28;
    private static final List<Signal> FORWARDED_BY_PROCESS_ONE = List.of(Signal.USR1, new Signal(WINDOW_CHANGED));

    private final HostConfiguration configuration;
    private final InstanceDirectory directory;
    private final Optional<InstanceLock> lock;
    private final Optional<Long> killed;
    private final boolean detached;
    private final Context context;
    private final Instant startedAt = InstantSource.system().instant();
    private Optional<EventLog> events = Optional.empty();
    private Optional<RecentLines> lines = Optional.empty();
    private Optional<SupervisorOperations> operations = Optional.empty();
    private Optional<ApiServer> server = Optional.empty();

    /**
     * Make it; nothing runs yet.
     *
     * @param lock that of the instance; where there is none nobody can ask
     * @param killed the process of a former supervisor of the name that has ended without a word
     * @param detached whether it was started in the background
     */
    public Hosting(
            HostConfiguration configuration,
            InstanceDirectory directory,
            Optional<InstanceLock> lock,
            Optional<Long> killed,
            boolean detached,
            Context context) {
        this.configuration = configuration;
        this.directory = directory;
        this.lock = lock;
        this.killed = killed;
        this.detached = detached;
        this.context = context;
    }

    /** Tell whether it was started in the background: nobody sees what it shows. */
    public boolean isDetached() {
        return detached;
    }

    /** Tell whether HUP means that the terminal is gone, and with it whoever wanted the programs to run. */
    public boolean endsOnHangUp() {
        return !detached && Terminal.isControlling();
    }

    /** Open the event log, and begin to remember lines. Before anything runs. */
    public Journal open(PosixReactor reactor, EventMaker maker, LineTap tap) {
        RecentLines recent = new RecentLines(reactor, InstantSource.system(), RecentLines.BUDGET);
        tap.subscribe(recent);
        lines = Optional.of(recent);
        EventLog log = EventLog.open(
                Optional.of(directory.state()),
                configuration.configuration().settings().eventsKeep(),
                maker);
        events = Optional.of(log);
        return new Logged(log);
    }

    /** Follow what happens from the start, to be able to say why. Before anything runs. */
    public void follow(PosixReactor reactor, Supervision supervision) {
        supervision.supervisor().subscribeToNews(lines.orElseThrow());
        SupervisorOperations made = new SupervisorOperations(new SupervisorOperations.Parts(
                reactor,
                supervision.supervisor(),
                new SupervisedHost(supervision, this::troubles),
                new LoggedHistory(events.orElseThrow()),
                new KeptOutput(reactor, lines.orElseThrow()),
                facts(),
                configuration.configuration(),
                configuration.again()));
        made.follow();
        operations = Optional.of(made);
        supervision.record(new Notice.Begun(
                directory.name(),
                ProcessHandle.current().pid(),
                Version.ofProcmon(),
                configuration.file().toString()));
    }

    private void tellOfTheFormer(Supervision supervision) {
        if (killed.isPresent()) {
            supervision.tell(new Notice.FormerKilled(killed.get()));
        }
    }

    /** Answer those who ask from now on. When all programs that may start have a process: it takes a while, and both processors. */
    public void serve(Supervision supervision, HostSignals signals) {
        forward(signals, supervision);
        tellOfTheFormer(supervision);
        if (lock.isPresent()) {
            listen(supervision);
        }
        if (detached) {
            context.out().println(Relaunch.IN_CONTROL);
            context.out().flush();
            Detachment.closeStandardStreams(directory.state().resolve(ERRORS));
        }
    }

    private void listen(Supervision supervision) {
        try {
            server = Optional.of(ApiServer.start(
                            configuration.configuration().settings().api(),
                            operations.orElseThrow(),
                            directory.socket(),
                            this::report)
                    .join());
        } catch (CompletionException e) {
            String cause = String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            supervision.tell(new Notice.Unreachable(cause));
            if (detached) {
                context.error("nobody could ask this supervisor: " + cause);
                supervision.end(false, "procmon, which cannot be asked");
            }
        }
    }

    private void forward(HostSignals signals, Supervision supervision) {
        Settings settings = configuration.configuration().settings();
        boolean first = ProcessHandle.current().pid() == PROCESS_ONE;
        signals.forward(settings.forwardSignals().orElse(first ? FORWARDED_BY_PROCESS_ONE : List.of()));
        signals.reloadBy(new HangUps(operations.orElseThrow()::reload, supervision::tell));
    }

    /** Answer nobody any longer, write what is left, and let the next one of the name begin. */
    @Override
    public void close() {
        // Those who follow events are told of the last ones before they are let go.
        if (events.isPresent()) {
            events.get().close();
        }
        if (server.isPresent()) {
            server.get().close();
        }
        if (lock.isPresent()) {
            lock.get().close();
        }
    }

    private List<String> troubles() {
        return server.isPresent() ? server.get().troubles() : List.of();
    }

    private void report(String what, Throwable fault) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, new IllegalStateException(what, fault));
    }

    private InstanceFacts facts() {
        return new InstanceFacts(
                directory.name(),
                ProcessHandle.current().pid(),
                Version.ofProcmon(),
                startedAt,
                Optional.of(configuration.file().toString()),
                configuration.profiles(),
                Optional.of(directory.state().toString()));
    }

    // A class and no lambda: it is on the way to the first child.
    private record Logged(EventLog log) implements Journal {
        @Override
        public Event append(Event event) {
            return log.append(event);
        }
    }
}
