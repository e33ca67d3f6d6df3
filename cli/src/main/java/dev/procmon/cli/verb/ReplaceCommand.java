// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon replace}: starts a new run beside the present one. */
final class ReplaceCommand extends ActionCommand {

    private static final String DETAILS = """
            The old run goes on until the new one is ready; where that fails, the old one stays. Both must be able to run
            beside each other. Without --at-a-time, one is replaced after the other.

            Examples:
              procmon replace web
              procmon replace 'web:*' --at-a-time 2
            """;

    ReplaceCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "replace",
                "Replace programs without a gap: end the present run when the next one is ready.",
                withCommon(ALL, NO_WAIT, TIMEOUT, AT_A_TIME),
                Operands.programs("PATTERN", 0),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.REPLACE, programs(arguments), arguments));
    }
}
