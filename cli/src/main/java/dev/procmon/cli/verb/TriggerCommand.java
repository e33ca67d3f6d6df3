// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;

/** {@code procmon trigger}: runs a program now that runs at times. */
final class TriggerCommand extends ActionCommand {

    private static final String DETAILS = """
            Waits until the run is over. When they run next by their schedule does not change.

            Examples:
              procmon trigger report
              procmon trigger report --no-wait
            """;

    TriggerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "trigger",
                "Run programs now that run at times.",
                withCommon(NO_WAIT, TIMEOUT),
                Operands.programs("PATTERN", 1),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        return List.of(request(Action.TRIGGER, programs(arguments), arguments));
    }
}
