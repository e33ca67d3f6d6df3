// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.app.background.Relaunch;
import dev.procmon.app.foreground.HostSignals;
import dev.procmon.app.foreground.LogNotices;
import dev.procmon.cli.command.Context;
import dev.procmon.config.Configuration;
import dev.procmon.config.Settings;
import dev.procmon.control.event.Event;
import dev.procmon.control.instance.InstanceDirectory;
import dev.procmon.control.output.LogFilesRequest;
import dev.procmon.core.process.Signal;
import dev.procmon.daemon.api.ApiServer;
import dev.procmon.daemon.api.Operations;
import dev.procmon.daemon.events.EventLog;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import dev.procmon.daemon.forward.ForwardState;
import dev.procmon.daemon.instance.InstanceLock;
import dev.procmon.daemon.logs.LogStore;
import dev.procmon.daemon.operations.InstanceFacts;
import dev.procmon.daemon.operations.StoredOutput;
import dev.procmon.daemon.operations.SupervisorOperations;
import dev.procmon.daemon.supervision.Journal;
import dev.procmon.daemon.supervision.Supervision;
import dev.procmon.posix.loop.PosixReactor;
import dev.procmon.posix.service.Detachment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Makes of a supervision an instance: keeps its events, answers those who ask, and reloads. What is needed before the first child is made
 * before it; all else comes when all programs have been told to start.
 */
public final class Hosting implements AutoCloseable {

    private static final Path ERRORS = Path.of("errors");
    private static final Path LOGS = Path.of("logs");
    private static final Path LOG_SOURCES = Path.of("log-sources.json");
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
    private Optional<LogStore> logs = Optional.empty();
    private Optional<LogNotices> logNotices = Optional.empty();
    private Optional<Forwards> forwards = Optional.empty();
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

    /** Open the event log. Before anything runs. */
    public Journal open(EventMaker maker) {
        EventLog log = EventLog.open(
                Optional.of(directory.state()),
                configuration.configuration().settings().eventsKeep(),
                maker);
        events = Optional.of(log);
        return new Logged(log);
    }

    /**
     * Make ready to keep what programs write, in the state directory where they name no file. Before anything runs.
     *
     * @param notices told of troubles
     */
    public LogStore openLogs(PosixReactor reactor, LogNotices notices) {
        LogStore store = new LogStore(
                Optional.of(directory.state().resolve(LOGS)),
                Optional.of(directory.state().resolve(LOG_SOURCES)),
                InstantSource.system(),
                new HostZone(),
                new LaterOutput(reactor),
                notices);
        logs = Optional.of(store);
        logNotices = Optional.of(notices);
        return store;
    }

    /** Follow what happens from the start, to be able to say why. Before anything runs. */
    public void follow(PosixReactor reactor, Supervision supervision) {
        SupervisorOperations made = new SupervisorOperations(new SupervisorOperations.Parts(
                reactor,
                supervision.supervisor(),
                new SupervisedHost(supervision, this::troubles, this::forwardOutput, this::receivers),
                new LoggedHistory(events.orElseThrow()),
                new StoredOutput(logs.orElseThrow()),
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
        forwardOutput(supervision);
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

    /** Only now, for it must not hold up the first child, and misses nothing of what programs have written; and before anybody can reload. */
    private void forwardOutput(Supervision supervision) {
        Forwards made = new Forwards(logs.orElseThrow(), directory.state(), startedAt, supervision);
        forwards = Optional.of(made);
        made.accept(configuration.configuration());
    }

    private void forwardOutput(Configuration wanted) {
        forwards.orElseThrow().accept(wanted);
    }

    private List<ForwardState> receivers() {
        return forwards.isPresent() ? forwards.get().states() : List.of();
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
        signals.reopenBy(this::reopenLogs);
    }

    private void reopenLogs() {
        LogFilesRequest all = new LogFilesRequest("reopen", List.of());
        var _ = operations.orElseThrow().logFiles(all, new Operations.Caller("SIGUSR1"));
    }

    /** Answer nobody any longer, write what is left, and let the next one of the name begin. */
    @Override
    public void close() {
        if (forwards.isPresent()) {
            forwards.get().close();
        }
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
        List<String> troubles = new ArrayList<>();
        if (logNotices.isPresent()) {
            troubles.addAll(logNotices.get().troubles());
        }
        if (forwards.isPresent()) {
            troubles.addAll(forwards.get().troubles());
        }
        if (server.isPresent()) {
            troubles.addAll(server.get().troubles());
        }
        return troubles;
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

    // Classes and no lambdas: they are on the way to the first child.

    /** Asked for when a file is rotated for its age, for reading it takes a while. */
    private record HostZone() implements Supplier<ZoneId> {
        @Override
        public ZoneId get() {
            return ZoneId.systemDefault();
        }
    }

    private record Logged(EventLog log) implements Journal {
        @Override
        public Event append(Event event) {
            return log.append(event);
        }
    }
}
