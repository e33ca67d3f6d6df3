// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.WhyText;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.Why;
import java.time.ZoneId;

/** {@code procmon why}: why a program is as it is. */
final class WhyCommand extends ClientCommand {

    private static final String DETAILS = """
            The first line is the answer. Below it stand its causes down to the root, each with since when and with the
            last lines that the program wrote, then what happens by itself and when, then what you can do.

            Examples:
              procmon why web
              procmon why web --json | jq -r '.chain[-1].program'

            Exit codes:
              0  told
            """ + EXIT_CODES;

    WhyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "why",
                "Tell why a program is as it is, down to the root cause, and what you can do.",
                withCommon(),
                Operands.program("NAME"),
                DETAILS);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        Why why = client.why(arguments.operands().getFirst());
        if (arguments.has(JSON.name())) {
            print(why, context);
        } else {
            print(WhyText.lines(why, ZoneId.systemDefault(), colours(arguments)), context);
        }
        return ExitCode.OK;
    }
}
