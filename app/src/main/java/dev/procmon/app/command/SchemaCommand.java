// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.config.ConfigSchema;
import java.util.List;

/** {@code procmon schema}: what an editor needs to complete and check a configuration. */
public final class SchemaCommand implements Command {

    private static final String DETAILS = """
            Prints a JSON Schema (draft 2020-12). Editors that know TOML, such as those with Taplo or Even Better
            TOML, take it by a comment on the first line of a configuration: #:schema ./procmon.schema.json

            Examples:
              procmon schema >procmon.schema.json

            Exit codes:
              0  printed
            """;

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "schema", "Print the JSON Schema of a configuration, for editors.", List.of(), Operands.NONE, DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        context.out().print(ConfigSchema.text());
        return ExitCode.OK;
    }
}
