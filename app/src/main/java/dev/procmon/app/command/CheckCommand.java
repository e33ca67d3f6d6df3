// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.config.Configuration;
import dev.procmon.config.EffectiveConfiguration;
import java.util.List;
import java.util.Optional;

/** {@code procmon check}: whether a configuration is right, and what it comes to. */
public final class CheckCommand implements Command {

    private static final String DETAILS = """
            Prints the configuration with every default filled in. What is wrong goes to standard error, all of it
            at once, as FILE:LINE:COLUMN: what is wrong. What can only be seen on this host, such as a command that
            is not there, is a warning: it may be there when the program is started.

            Examples:
              procmon check
              procmon check --profile staging
              procmon check -f examples/hello/procmon.toml >/dev/null && echo fine

            Exit codes:
              0  the configuration is valid
              2  it is not, or there is none
            """;

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "check",
                "Check a configuration, and print what is in effect.",
                List.of(ConfigFile.OPTION, ConfigFile.PROFILE),
                Operands.NONE,
                DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        Optional<Configuration> configuration = ConfigFile.read(arguments, context);
        if (configuration.isEmpty()) {
            return ExitCode.USAGE;
        }
        context.out().print(EffectiveConfiguration.render(configuration.get()));
        context.out().flush();
        for (String warning : HostCheck.warnings(configuration.get(), context.environment())) {
            context.warn(warning);
        }
        return ExitCode.OK;
    }
}
