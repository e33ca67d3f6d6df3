// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app;

import dev.procmon.app.args.ArgumentReader;
import dev.procmon.app.args.Arguments;
import dev.procmon.app.args.CommandSpec;
import dev.procmon.app.args.HelpText;
import dev.procmon.app.args.Suggestion;
import dev.procmon.app.args.UsageException;
import dev.procmon.app.command.CheckCommand;
import dev.procmon.app.command.Command;
import dev.procmon.app.command.CompletionCommand;
import dev.procmon.app.command.Context;
import dev.procmon.app.command.ExitCode;
import dev.procmon.app.command.HelpCommand;
import dev.procmon.app.command.InitCommand;
import dev.procmon.app.command.RunCommand;
import dev.procmon.app.command.SchemaCommand;
import dev.procmon.app.command.UpCommand;
import dev.procmon.app.command.VersionCommand;
import dev.procmon.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** Finds the command that is meant, runs it, and puts what goes wrong into one line. */
final class Cli {

    private final Context context;
    private final List<Command> commands;

    Cli(Context context) {
        this.context = context;
        List<Command> all = new ArrayList<>();
        List<CommandSpec> specs = new ArrayList<>();
        all.add(new UpCommand());
        all.add(new RunCommand());
        all.add(new CheckCommand());
        all.add(new InitCommand());
        all.add(new SchemaCommand());
        all.add(new VersionCommand());
        all.add(new CompletionCommand(specs));
        all.add(new HelpCommand(specs));
        for (Command command : all) {
            specs.add(command.spec());
        }
        commands = List.copyOf(all);
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
        List<String> names = new ArrayList<>();
        for (Command command : commands) {
            if (command.spec().name().equals(name)) {
                return command;
            }
            names.add(command.spec().name());
        }
        String what = word.startsWith("-") ? "unknown option " : "unknown command ";
        throw new UsageException(what + "\"" + word + "\"" + Suggestion.of(word, names, "") + " (see procmon --help)");
    }

    private static List<String> tail(List<String> arguments) {
        return arguments.subList(1, arguments.size());
    }

    private static ExitCode missing() {
        throw new UsageException("no command given (see procmon --help)");
    }
}
