// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon start}: wants programs up. */
final class StartCommand extends ActionCommand {

    private static final String DETAILS = """
            Waits until all are ready, or have completed, or one of them fails. What runs already is left alone; what
            backs off or was given up is started at once.

            Examples:
              procmon start web
              procmon start 'worker:*' @backend
              procmon start --all --timeout 2m
            """;

    StartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "start",
                "Start programs, and those that they need.",
                withCommon(ALL, NO_WAIT, TIMEOUT),
                Operands.programs("PATTERN", 0),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.START, programs(arguments), arguments));
    }
}
