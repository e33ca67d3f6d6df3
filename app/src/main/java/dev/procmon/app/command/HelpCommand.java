// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.HelpText;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code procmon help}: what commands there are, and what each of them does. */
public final class HelpCommand implements Command {

    private static final String NAME = "help";

    private final Supplier<List<CommandSpec>> commands;

    /**
     * Make it.
     *
     * @param commands all other commands
     */
    public HelpCommand(Supplier<List<CommandSpec>> commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        List<String> names = new ArrayList<>();
        for (CommandSpec each : commands.get()) {
            names.add(each.name());
        }
        names.add(NAME);
        return new CommandSpec(
                NAME,
                "Print what commands there are, or all about one of them.",
                List.of(),
                Operands.maybeOneOf("COMMAND", names),
                "Examples:\n  procmon help\n  procmon help run\n\nExit codes:\n  0  printed\n  2  unknown command\n");
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        context.out()
                .print(
                        arguments.operands().isEmpty()
                                ? overview()
                                : details(arguments.operands().getFirst()));
        return ExitCode.OK;
    }

    private String details(String name) {
        return HelpText.of(all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private List<CommandSpec> all() {
        List<CommandSpec> all = new ArrayList<>(commands.get());
        all.add(spec());
        return all;
    }

    private String overview() {
        List<String> names = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        for (CommandSpec each : all()) {
            names.add(each.name());
            summaries.add(each.summary());
        }
        StringBuilder out = new StringBuilder("""
                procmon keeps programs running.

                Usage: procmon COMMAND [OPTIONS]

                Commands:
                """);
        HelpText.appendTable(out, names, summaries);
        return out.append("""

                        procmon COMMAND --help tells all about a command; procmon --version, which procmon this is.

                        Examples:
                          procmon run bin/server
                          procmon up -f examples/hello/procmon.toml
                          procmon up -d; procmon status
                          procmon why web

                        Exit codes:
                          0   all went well
                          1   not as asked for: a program has failed, or all have ended and not all with success
                          2   the command line or the configuration is wrong, or names what is not there
                          3   no supervisor is running there
                          4   you may not do that
                          69  this host cannot do it
                          70  internal error
                        """).toString();
    }
}
