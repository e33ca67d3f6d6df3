// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon restart}: ends the present run and starts the next. */
final class RestartCommand extends ActionCommand {

    private static final String DETAILS = """
            Waits until all are ready again. Without --at-a-time, all are restarted at once.

            Examples:
              procmon restart web
              procmon restart 'web:*' --at-a-time 1
              procmon restart --all
            """;

    RestartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "restart",
                "Restart programs: end the present run, then start the next.",
                withCommon(ALL, NO_WAIT, TIMEOUT, AT_A_TIME),
                Operands.programs("PATTERN", 0),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.RESTART, programs(arguments), arguments));
    }
}
