// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon stop}: wants programs down. */
final class StopCommand extends ActionCommand {

    private static final String DETAILS = """
            Those that need them are stopped before them. Waits until no process of them is left. They stay stopped, over
            a reload as well, until they are started again.

            Examples:
              procmon stop web
              procmon stop @backend --timeout 30s
              procmon stop --all
            """;

    StopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "stop",
                "Stop programs, and keep them stopped.",
                withCommon(ALL, NO_WAIT, TIMEOUT),
                Operands.programs("PATTERN", 0),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.STOP, programs(arguments), arguments));
    }
}
