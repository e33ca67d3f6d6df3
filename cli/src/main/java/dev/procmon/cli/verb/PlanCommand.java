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

/** {@code procmon plan}: what a reload would do. */
final class PlanCommand extends ClientCommand {

    private static final String DETAILS = """
            Compares what runs with the file. One line for each program, in the order in which a reload goes:
              +  it is new, and started          -  it is gone from the file, and stopped
              ~  it has changed: restart, replace, signal HUP, or update where no new run is needed
            with the keys that have changed. Nothing is done.

            Examples:
              procmon plan
              procmon plan --json | jq -r '.steps[] | select(.action == "restart") | .program'

            Exit codes:
              0  shown
            """ + EXIT_CODES;

    PlanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("plan", "Show what a reload would do, and why.", withCommon(), Operands.NONE, DETAILS);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        Plan plan = client.plan();
        if (arguments.has(JSON.name())) {
            print(plan, context);
        } else {
            show(plan, colours(arguments), context);
        }
        return ExitCode.OK;
    }

    /** Show a plan, and what is strange about the file. */
    static void show(Plan plan, boolean colours, Context context) {
        for (String warning : plan.warnings()) {
            context.warn(SafeText.of(warning));
        }
        print(PlanText.planned(plan, colours), context);
        if (plan.isEmpty()) {
            context.out().println("nothing to do: what runs is as " + SafeText.of(plan.file()) + " says");
        }
    }
}
