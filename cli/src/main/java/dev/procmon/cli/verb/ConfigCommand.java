// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.control.client.ProcmonClient;

/** {@code procmon config}: what is in effect. */
final class ConfigCommand extends ClientCommand {

    private static final String DETAILS = """
            Prints a configuration file with every default filled in: of what runs, not of what the file says now, which
            procmon check does. No secret is in it.

            Examples:
              procmon config
              procmon config >running.toml && procmon check | diff running.toml -

            Exit codes:
              0  printed
            """ + EXIT_CODES;

    ConfigCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "config", "Print the configuration that is in effect.", withCommon(), Operands.NONE, DETAILS);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        String config = client.config();
        if (arguments.has(JSON.name())) {
            print(out -> out.text("config", config), context);
        } else {
            context.out().print(config);
        }
        return ExitCode.OK;
    }
}
