// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon kill}: wants programs down, at once. */
final class KillCommand extends ActionCommand {

    private static final String DETAILS = """
            They stay stopped. To send another signal, or one that stops nothing, use procmon signal.

            Examples:
              procmon kill web
              procmon kill 'worker:*'
            """;

    KillCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "kill",
                "Stop programs without a grace period: KILL to all of their processes.",
                withCommon(ALL, NO_WAIT, TIMEOUT),
                Operands.programs("PATTERN", 0),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.KILL, programs(arguments), arguments));
    }
}
