// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.completion.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code procmon completion}: what a shell needs to complete the command line. */
public final class CompletionCommand implements Command {

    private static final String DETAILS = """
            Examples:
              bash  eval "$(procmon completion bash)"                                  in ~/.bashrc
              zsh   procmon completion zsh >"${fpath[1]}/_procmon"                     once
              fish  procmon completion fish >~/.config/fish/completions/procmon.fish   once

            Exit codes:
              0  printed
              2  unknown shell
            """;

    private final Supplier<List<CommandSpec>> commands;

    /**
     * Make it.
     *
     * @param commands all commands
     */
    public CompletionCommand(Supplier<List<CommandSpec>> commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        List<String> shells = new ArrayList<>();
        for (Shell shell : Shell.values()) {
            shells.add(shell.toString());
        }
        return new CommandSpec(
                "completion",
                "Print a script by which a shell completes procmon's command line.",
                List.of(),
                Operands.oneOf("SHELL", shells),
                DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        for (Shell shell : Shell.values()) {
            if (shell.toString().equals(arguments.operands().getFirst())) {
                context.out().print(shell.script(commands.get()));
            }
        }
        return ExitCode.OK;
    }
}
