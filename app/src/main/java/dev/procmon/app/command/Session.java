// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.console.Console;
import dev.procmon.app.console.JsonConsole;
import dev.procmon.app.console.PlainLines;
import dev.procmon.app.console.Sink;
import dev.procmon.app.console.TextConsole;
import dev.procmon.app.foreground.HostSignals;
import dev.procmon.app.foreground.LauncherColumns;
import dev.procmon.app.foreground.LogNotices;
import dev.procmon.app.foreground.ServiceStatus;
import dev.procmon.app.foreground.StandardOutput;
import dev.procmon.app.host.Hosting;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.command.TerminalDisplay;
import dev.procmon.control.event.Event;
import dev.procmon.core.monitor.LineTap;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.reactor.Reactor;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.events.Clocks;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.logs.LogStore;
import dev.procmon.daemon.supervision.EndRule;
import dev.procmon.daemon.supervision.Journal;
import dev.procmon.daemon.supervision.Lineup;
import dev.procmon.daemon.supervision.Onlooker;
import dev.procmon.daemon.supervision.Outcome;
import dev.procmon.daemon.supervision.Supervised;
import dev.procmon.daemon.supervision.Supervision;
import dev.procmon.daemon.supervision.Taps;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.loop.PosixReactor;
import dev.procmon.posix.loop.ReactorOptions;
import dev.procmon.posix.service.NotifySocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Puts a supervision together and sees it to its end: what {@code up}, {@code daemon} and {@code run} have in common.
 *
 * <p>The way to the first child is short on purpose: while the reactor makes the native functions known on its own thread,
 * this one reads arguments and configuration, and what it orders is done as soon as the reactor works. What others may ask comes after.
 */
final class Session {

    static final List<Option> OPTIONS = List.of(
            Option.flag("json", "Print one JSON object per line instead of text."),
            Option.flag("no-color", "No colours, even on a terminal; so does NO_COLOR in the environment."));

    static final String EXIT_CODES = """
            Exit codes:
              0   stopped as asked for, or all programs have ended with success
              1   all programs have ended, not all of them with success; or some could not be killed;
                  or a supervisor of this name runs already; with up -d: some are not as wanted
              2   the command line or the configuration is wrong; nothing was started
              69  this host cannot do it
              70  internal error
              else  that of a policy: give-up = { then = "exit", code = N }
            """;

    /** How long standard output may block the end when nothing runs any longer, in seconds. */
    private static final int OUTPUT_PATIENCE = 5;

    private Optional<PosixReactor> reactor = Optional.empty();

    /** Start the reactor. */
    void prepare() {
        try {
            reactor = Optional.of(PosixReactor.openInBackground(ReactorOptions.SUPERVISOR));
        } catch (PosixException unusable) {
            // It is said in run(): whoever only wants help gets it on any system.
            reactor = Optional.empty();
        }
    }

    /** Do without the reactor after all. */
    void discard() {
        if (reactor.isPresent()) {
            reactor.get().close();
            reactor = Optional.empty();
        }
    }

    /**
     * Supervise until the end.
     *
     * @param hosting what makes of the supervision an instance that can be asked; none where empty
     */
    ExitCode run(Lineup lineup, EndRule rule, Optional<Hosting> hosting, Arguments arguments, Context context) {
        PosixReactor running =
                reactor.isPresent() ? reactor.get() : PosixReactor.openInBackground(ReactorOptions.SUPERVISOR);
        CompletableFuture<Supervision> ready = new CompletableFuture<>();
        HostSignals signals = new HostSignals(ready);
        signals.install(hosting.isEmpty() || hosting.get().endsOnHangUp());
        boolean silent = hosting.isPresent() && hosting.get().isDetached();
        Sink sink =
                new Sink(StandardOutput.stream(), new AfterOutput(running), new StandardOutput(context.err(), ready));
        Clocks clocks = new Clocks(InstantSource.system(), new ReactorTime(running));
        EventMaker events = new EventMaker(clocks);
        LogNotices reports = new LogNotices(ready);
        Optional<Taps.Screens> screens = Optional.empty();
        Onlooker onlooker = new Nobody();
        if (!silent) {
            Console console = console(lineup.programs(), arguments, context, clocks, sink);
            screens = Optional.of(screens(console, arguments, sink));
            onlooker = console;
        }
        Journal journal = new Unkept();
        Optional<LogStore> logs = Optional.empty();
        if (hosting.isPresent()) {
            journal = hosting.get().open(events);
            logs = Optional.of(hosting.get().openLogs(running, reports));
        }
        NotifySocket manager = NotifySocket.of(context.environment());
        ServiceStatus status = new ServiceStatus(manager, running, journal);
        Taps taps = new Taps(new KeptRuns(logs), screens);
        Supervision supervision =
                new Supervision(running, lineup, taps, events, status, onlooker, rule, System.nanoTime());
        if (hosting.isPresent()) {
            hosting.get().follow(running, supervision);
        }
        supervision.start();
        ready.complete(supervision);
        running.awaitOpen();
        status.watch(context.environment());
        if (hosting.isPresent()) {
            supervision.begun().join();
            hosting.get().serve(supervision, signals);
        }
        Outcome outcome = supervision.gone().join();
        if (isShown(supervision)) {
            running.close();
            sink.flush();
            reports.end();
            if (logs.isPresent()) {
                logs.get().close();
            }
        } else {
            context.error("standard output is not read, giving up what is left to show");
        }
        if (hosting.isPresent()) {
            hosting.get().close();
        }
        return code(outcome);
    }

    private static Taps.Screens screens(Console console, Arguments arguments, Sink sink) {
        LineTap lines = new LineTap();
        lines.subscribe(console);
        // Among objects there is no place for bare lines.
        return new Taps.Screens(lines, arguments.has("json") ? lines : new PlainLines(sink));
    }

    private static Console console(
            List<Supervised> programs, Arguments arguments, Context context, Clocks clocks, Sink sink) {
        if (arguments.has("json")) {
            return new JsonConsole(sink, clocks);
        }
        List<ProgramName> names = new ArrayList<>();
        for (Supervised each : programs) {
            names.add(each.program().name());
        }
        TerminalDisplay display = new TerminalDisplay(context.environment(), LauncherColumns.INSTANCE);
        boolean colours = !arguments.has("no-color") && display.wantsColours();
        return new TextConsole(names, sink, colours);
    }

    private static boolean isShown(Supervision supervision) {
        try {
            supervision.shown().get(OUTPUT_PATIENCE, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException blocked) {
            return false;
        } catch (InterruptedException | ExecutionException unexpected) {
            throw new IllegalStateException("nobody interrupts or fails the end", unexpected);
        }
    }

    private static ExitCode code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Clean() -> ExitCode.OK;
            case Outcome.Failed(), Outcome.LeftBehind() -> ExitCode.FAILED;
            case Outcome.GivenUp(var number) -> new ExitCode(number);
        };
    }

    // No lambdas: they are on the way to the first child.

    private record ReactorTime(Reactor reactor) implements Supplier<MonotonicTime> {
        @Override
        public MonotonicTime get() {
            return reactor.now();
        }
    }

    private static final class Nobody implements Onlooker {
        @Override
        public void event(Event event) {
            // It is in the log.
        }
    }

    private static final class Unkept implements Journal {
        @Override
        public Event append(Event event) {
            return event;
        }
    }
}
