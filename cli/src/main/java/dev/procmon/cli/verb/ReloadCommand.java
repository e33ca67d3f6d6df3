// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.PlanText;
import dev.procmon.cli.text.SafeText;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** {@code procmon reload}: brings what the file says into effect. */
final class ReloadCommand extends ClientCommand {

    private static final String DETAILS = """
            Shows what procmon plan shows, does it, and tells what came of each step. What has not changed is not
            touched. A file with a mistake changes nothing at all. The first step that fails ends it: what was done
            stays, and a second reload does the rest.

            Examples:
              procmon plan && procmon reload
              procmon reload --json | jq -r '.steps[] | select(.status != "done") | .program'

            Exit codes:
              0  done, or nothing was to be done
              1  it stopped half way
            """ + EXIT_CODES;

    ReloadCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "reload", "Bring what the configuration file says into effect.", withCommon(), Operands.NONE, DETAILS);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        if (arguments.has(JSON.name())) {
            Plan done = client.reload();
            print(done, context);
            return notDone(done).isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
        boolean colours = colours(arguments);
        Plan plan = client.plan();
        if (plan.isEmpty()) {
            return nothingToDo(client, colours, context);
        }
        PlanCommand.show(plan, colours, context);
        context.out().println();
        Plan done = Progress.from(client, List.of(), colours, context)
                .showUntil(client::reload, "procmon: the reload goes on; see procmon plan for what is left");
        print(PlanText.outcomes(done, colours), context);
        return conclusion(done, context);
    }

    /** It is asked for all the same: while another reload is under way there seems to be nothing to do, and that is refused. */
    private static ExitCode nothingToDo(ProcmonClient client, boolean colours, Context context) {
        Plan done = client.reload();
        if (done.isEmpty()) {
            PlanCommand.show(done, colours, context);
            return ExitCode.OK;
        }
        print(PlanText.outcomes(done, colours), context);
        return conclusion(done, context);
    }

    private static ExitCode conclusion(Plan done, Context context) {
        List<String> left = notDone(done);
        if (left.isEmpty()) {
            return ExitCode.OK;
        }
        context.error("the reload stopped half way: " + (done.steps().size() - left.size()) + " of "
                + done.steps().size() + " steps are done, not done: " + SafeText.of(String.join(", ", left))
                + "; procmon plan shows what is left");
        return ExitCode.FAILED;
    }

    private static List<String> notDone(Plan plan) {
        List<String> left = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            if (!step.status().equals("done")) {
                left.add(step.program());
            }
        }
        return left;
    }
}
