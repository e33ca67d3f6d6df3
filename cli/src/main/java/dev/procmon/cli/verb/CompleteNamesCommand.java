// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.output.LinesOfFiles;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.ProgramStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code procmon complete-names}: names for the shells that complete the command line. It never says anything else. */
final class CompleteNamesCommand implements Command {

    private static final Option INSTANCES = Option.flag("instances", "The names of running instances.");

    private final Surroundings surroundings;

    CompleteNamesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        List<Option> options = new ArrayList<>(Target.OPTIONS);
        options.add(INSTANCES);
        return new CommandSpec(
                "complete-names",
                "Print the names that a shell may complete.",
                options,
                Operands.NONE,
                "Examples:\n  procmon complete-names\n\nExit codes:\n  0  always\n");
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        try {
            Set<String> names = arguments.has(INSTANCES.name()) ? instances() : programs(arguments, context);
            for (String name : names) {
                if (isHarmless(name)) {
                    context.out().println(name);
                }
            }
        } catch (ClientException | UsageException nothingToComplete) {
            // Whoever presses the tabulator key wants a name or nothing.
            return ExitCode.OK;
        }
        return ExitCode.OK;
    }

    private Set<String> instances() {
        Set<String> names = new TreeSet<>();
        for (Connections.Running each : surroundings.connections().running()) {
            names.add(each.name());
        }
        return names;
    }

    private Set<String> programs(Arguments arguments, Context context) {
        Set<String> names = new TreeSet<>();
        try (ProcmonClient client = Target.open(arguments, context, surroundings.connections())) {
            for (ProgramStatus program : client.programs(List.of()).programs()) {
                names.add(program.name());
                int colon = program.name().lastIndexOf(':');
                if (colon > 0) {
                    names.add(program.name().substring(0, colon));
                }
                if (program.group().isPresent()) {
                    names.add("@" + program.group().get());
                }
            }
        } catch (ClientException e) {
            if (e.reason() != ClientException.Cause.NOT_RUNNING) {
                throw e;
            }
            addKept(names, arguments, context);
        }
        return names;
    }

    /** What programs have written can be read also where no supervisor runs. */
    private void addKept(Set<String> names, Arguments arguments, Context context) {
        List<Path> directories = Target.stateDirectories(arguments, context, surroundings.connections());
        Optional<LinesOfFiles> kept = LinesOfFiles.find(directories, _ -> {});
        if (kept.isPresent()) {
            names.addAll(kept.get().programs(List.of()));
        }
    }

    /** A shell takes these words for its own: none may be a command to it. */
    private static boolean isHarmless(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "._-:@+".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
