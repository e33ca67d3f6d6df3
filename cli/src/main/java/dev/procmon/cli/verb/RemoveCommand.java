// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon remove}: stops programs and forgets them. */
final class RemoveCommand extends ActionCommand {

    private static final String DETAILS = """
            Examples:
              procmon remove old-worker
              procmon remove 'trial-*'
            """;

    RemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "remove",
                "Stop programs, and forget them until the next reload.",
                withCommon(NO_WAIT, TIMEOUT),
                Operands.programs("PATTERN", 1),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.REMOVE, programs(arguments), arguments));
    }
}
