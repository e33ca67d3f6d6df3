// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.RunTable;
import dev.procmon.cli.text.SafeText;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.RunRecord;
import java.time.ZoneId;
import java.util.List;

/** {@code procmon runs}: how often a program ran, how long, and how each run ended. */
final class RunsCommand extends ClientCommand {

    private static final String DETAILS = """
            The runs that the event log knows of, the latest last. A number in the first column is what
            procmon logs --run takes.

            Examples:
              procmon runs web
              procmon runs web --json | jq -r .end

            Exit codes:
              0  told
            """ + EXIT_CODES;

    RunsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "runs",
                "Show the runs of a program, and how each ended.",
                withCommon(),
                Operands.program("NAME"),
                DETAILS);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        String name = arguments.operands().getFirst();
        List<RunRecord> runs = client.runs(name);
        if (arguments.has(JSON.name())) {
            runs.forEach(run -> print(run, context));
        } else if (runs.isEmpty()) {
            context.out().println(SafeText.of(name) + " has not run yet");
        } else {
            print(
                    RunTable.lines(
                            runs,
                            surroundings.time().instant(),
                            ZoneId.systemDefault(),
                            surroundings.room(),
                            colours(arguments)),
                    context);
        }
        return ExitCode.OK;
    }
}
