// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app;

import dev.procmon.app.command.CheckCommand;
import dev.procmon.app.command.CompletionCommand;
import dev.procmon.app.command.DaemonCommand;
import dev.procmon.app.command.HelpCommand;
import dev.procmon.app.command.InitCommand;
import dev.procmon.app.command.RunCommand;
import dev.procmon.app.command.SchemaCommand;
import dev.procmon.app.command.TrainCommand;
import dev.procmon.app.command.UpCommand;
import dev.procmon.app.command.VersionCommand;
import dev.procmon.app.foreground.LauncherColumns;
import dev.procmon.app.host.LocalConnections;
import dev.procmon.cli.args.ArgumentReader;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.HelpText;
import dev.procmon.cli.args.Suggestion;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.command.TerminalDisplay;
import dev.procmon.cli.top.JLineScreens;
import dev.procmon.cli.verb.Surroundings;
import dev.procmon.cli.verb.Verbs;
import dev.procmon.posix.PosixException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Finds the command that is meant, runs it, and puts what goes wrong into one line. */
final class Cli {

    private final Context context;
    private final List<Command> commands = new ArrayList<>();
    private final List<Command> hidden = new ArrayList<>();

    Cli(Context context) {
        this.context = context;
        LocalConnections connections = new LocalConnections();
        Surroundings surroundings = new Surroundings(
                connections,
                new TerminalDisplay(context.environment(), LauncherColumns.INSTANCE),
                InstantSource.system(),
                new JLineScreens());
        commands.add(new UpCommand(connections));
        commands.add(new DaemonCommand());
        commands.add(new RunCommand());
        commands.add(new CheckCommand());
        commands.add(new InitCommand());
        commands.add(new SchemaCommand());
        commands.addAll(Verbs.all(surroundings));
        commands.add(new VersionCommand());
        commands.add(new CompletionCommand(new Specs(commands)));
        commands.add(new HelpCommand(new Specs(new ArrayList<>(commands))));
        hidden.addAll(Verbs.hidden(surroundings));
        hidden.add(new TrainCommand(new Again(context)));
    }

    /** Return all commands that help texts list. */
    List<Command> commands() {
        return List.copyOf(commands);
    }

    ExitCode run(List<String> arguments) {
        try {
            return arguments.isEmpty() ? missing() : run(find(arguments.getFirst()), tail(arguments));
        } catch (UsageException e) {
            context.error(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        } catch (PosixException e) {
            context.error(String.valueOf(e.getMessage()));
            return ExitCode.UNSUPPORTED;
        } catch (RuntimeException | Error e) {
            Faults.report(e, context.err());
            return ExitCode.INTERNAL;
        }
    }

    private ExitCode run(Command command, List<String> arguments) {
        command.prepare();
        Arguments read = ArgumentReader.read(command.spec(), arguments);
        if (read.has(CommandSpec.HELP.name())) {
            context.out().print(HelpText.of(command.spec()));
            return ExitCode.OK;
        }
        return command.run(read, context);
    }

    private Command find(String word) {
        String name =
                switch (word) {
                    case "-h", "--help" -> "help";
                    case "-V", "--version" -> "version";
                    default -> word;
                };
        for (Command command : commands) {
            if (command.spec().name().equals(name)) {
                return command;
            }
        }
        for (Command command : hidden) {
            if (command.spec().name().equals(name)) {
                return command;
            }
        }
        List<String> names = new ArrayList<>();
        for (Command command : commands) {
            names.add(command.spec().name());
        }
        String what = word.startsWith("-") ? "unknown option " : "unknown command ";
        throw new UsageException(what + "\"" + word + "\"" + Suggestion.of(word, names, "") + " (see procmon --help)");
    }

    /** Made when they are asked for: the command that runs is mostly another one. */
    private record Specs(List<Command> commands) implements Supplier<List<CommandSpec>> {
        @Override
        public List<CommandSpec> get() {
            List<CommandSpec> specs = new ArrayList<>();
            for (Command command : commands) {
                specs.add(command.spec());
            }
            return specs;
        }
    }

    /** Runs another command, as if it had been given on a command line of its own. */
    private record Again(Context context) implements TrainCommand.Commands {
        @Override
        public void run(PrintStream out, Path directory, List<String> words) {
            var _ = new Cli(new Context(out, out, context.environment(), directory, words)).run(words);
        }
    }

    private static List<String> tail(List<String> arguments) {
        return arguments.subList(1, arguments.size());
    }

    private static ExitCode missing() {
        throw new UsageException("no command given (see procmon --help)");
    }
}
