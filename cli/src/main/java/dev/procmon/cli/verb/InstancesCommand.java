// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import java.util.List;

/** {@code procmon instances}: all supervisors of this user that run. */
final class InstancesCommand implements Command {

    private static final String DETAILS = """
            One line for each: its name, what it does, its process, how many of its programs are as was asked for, since
            when it runs, and its configuration. Any of them is named by -i NAME.

            Examples:
              procmon instances
              procmon instances --json | jq -r .name

            Exit codes:
              0  told
              3  none is running
            """;

    private final Surroundings surroundings;

    InstancesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "instances",
                "List all supervisors of yours that run.",
                List.of(ClientCommand.JSON, ClientCommand.NO_COLOR),
                Operands.NONE,
                DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        InstanceList list = new InstanceList(surroundings.connections());
        if (list.isEmpty()) {
            context.error("no procmon of yours is running; start one with: procmon up -d");
            return ExitCode.NOT_RUNNING;
        }
        show(list, surroundings, arguments, context);
        return ExitCode.OK;
    }

    /** Show instances as the options have it. */
    static void show(InstanceList list, Surroundings surroundings, Arguments arguments, Context context) {
        if (arguments.has(ClientCommand.JSON.name())) {
            list.answers().forEach(each -> ClientCommand.print(each, context));
        } else {
            ClientCommand.print(
                    list.lines(surroundings.time().instant(), surroundings.room(), surroundings.colours(arguments)),
                    context);
        }
    }
}
