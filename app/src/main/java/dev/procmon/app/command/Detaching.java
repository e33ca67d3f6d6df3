// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.background.Relaunch;
import dev.procmon.app.host.HostConfiguration;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.verb.Connections;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import sun.misc.Signal;

/**
 * {@code up -d}: looks at the configuration first, starts the supervisor in the background, and follows what happens until all programs have
 * come to rest.
 */
record Detaching(Connections connections, Arguments arguments, Context context) {

    private static final String ALL_STARTED = "all-started";
    private static final int INTERRUPTED = 130;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    ExitCode run() {
        Optional<HostConfiguration> configuration = ConfigFile.readForHost(arguments, context);
        if (configuration.isEmpty()) {
            return ExitCode.USAGE;
        }
        Relaunch.Result result;
        try {
            result = Relaunch.start(context.words().size(), command(configuration.get()));
        } catch (IOException e) {
            context.error("cannot start a supervisor in the background: " + e.getMessage());
            return ExitCode.FAILED;
        }
        if (result instanceof Relaunch.Result.Ended(var code, var said)) {
            said.forEach(context.err()::println);
            return new ExitCode(code);
        }
        try (ProcmonClient client = connections.byFile(configuration.get().file())) {
            return follow(client, client.instance());
        } catch (ClientException e) {
            context.error(String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        }
    }

    private List<String> command(HostConfiguration configuration) {
        List<String> command = new ArrayList<>(List.of(
                "daemon",
                "--" + DaemonCommand.DETACHED,
                "--file",
                configuration.file().toString()));
        for (Option option : HostSession.OPTIONS) {
            if (!option.equals(ConfigFile.OPTION)) {
                for (String value : arguments.all(option.name())) {
                    command.add(option.toString());
                    command.add(value);
                }
            }
        }
        return command;
    }

    private ExitCode follow(ProcmonClient client, InstanceStatus instance) {
        List<String> others = List.of();
        if (!arguments.has("no-wait")) {
            awaitStart(client, instance);
            others = others(client.programs(List.of()));
        }
        context.out()
                .println(instance.name() + " is up, pid " + instance.pid() + ", programs: " + instance.programs()
                        + (others.isEmpty() ? "" : ", not as wanted: " + String.join(", ", others)));
        return others.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Show what goes wrong until all have come to rest. */
    private void awaitStart(ProcmonClient client, InstanceStatus instance) {
        EventQuery query =
                new EventQuery(List.of(), OptionalLong.empty(), Optional.of(instance.startedAt()), OptionalInt.empty());
        Signal.handle(new Signal("INT"), _ -> goOn(instance));
        try (ClientStream<Event> events = client.followEvents(query)) {
            while (true) {
                Optional<Event> event = events.next(BETWEEN_LOOKS);
                if (event.isPresent() && event.get().kind().equals(ALL_STARTED)) {
                    return;
                }
                if (event.isPresent() && event.get().tone() == Tone.BAD) {
                    show(event.get());
                }
            }
        }
    }

    /** Whoever does not want to wait any longer is told that nothing was ended. */
    private void goOn(InstanceStatus instance) {
        context.error(instance.name() + " goes on in the background, pid " + instance.pid()
                + ": procmon down ends it, procmon status shows it");
        context.err().flush();
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    /** Return those that are not as wanted at this moment, each with what it does instead. */
    private static List<String> others(ProgramList list) {
        List<String> others = new ArrayList<>();
        for (ProgramStatus each : list.programs()) {
            if (!each.wellAsWanted()) {
                others.add(each.name() + " (" + each.state().replace('-', ' ') + ")");
            }
        }
        return others;
    }

    private void show(Event event) {
        StringBuilder line = new StringBuilder();
        SafeText.append(line, event.program().orElse("procmon") + " * " + event.message(), false);
        context.out().println(line);
    }
}
