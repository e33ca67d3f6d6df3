// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.OutcomeText;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A command that asks for something about programs, shows what happens, and tells what came of it. */
abstract class ActionCommand extends ClientCommand {

    static final Option ALL = Option.flag("all", "All programs, where no names are given.");
    static final Option NO_WAIT = Option.flag("no-wait", "Do not wait for the outcome.");
    static final Option TIMEOUT = Option.of(
            "timeout", "DURATION", Option.Kind.TEXT, "Wait for the outcome so long at the most, such as 30s.");
    static final Option AT_A_TIME = Option.of(
            "at-a-time",
            "N",
            Option.Kind.TEXT,
            "So many at a time: the next only when one is ready, and none after one that fails.");

    /** What a name may be. */
    static final String PATTERNS = """
            A name is that of a program, of one with replicas (all of them, or one: web:0), @GROUP (all its members),
            or a pattern with * and ?, such as 'web:*'.

            """;

    static final String ACTION_EXIT_CODES = """

            Exit codes:
              0  done for all
              1  not for all: one failed, or it took longer than --timeout
            """ + EXIT_CODES;

    private static final String ALL_PATTERN = "*";
    private static final String GOES_ON = "procmon: the request goes on; see procmon status";

    ActionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /**
     * Return what is asked for.
     *
     * @throws UsageException where the arguments do not make sense
     */
    abstract List<ActionRequest> requests(Arguments arguments);

    /**
     * Look at several requests before the first is made, so that one that would be refused does not leave the others done.
     *
     * @throws ClientException where one would be
     */
    void checkAll(ProcmonClient client, List<ActionRequest> requests) {}

    /** Tell whether something happens meanwhile that is worth to be shown. */
    boolean hasProgress() {
        return true;
    }

    @Override
    final void check(Arguments arguments) {
        var _ = requests(arguments);
    }

    @Override
    final ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        List<ActionRequest> requests = requests(arguments);
        if (requests.size() > 1) {
            checkAll(client, requests);
        }
        List<ActionReport.Outcome> outcomes = new ArrayList<>();
        for (ActionRequest request : requests) {
            outcomes.addAll(answer(client, request, arguments, context).outcomes());
        }
        ActionReport report = new ActionReport(outcomes);
        if (arguments.has(JSON.name())) {
            print(report, context);
        } else {
            print(OutcomeText.lines(report, colours(arguments)), context);
        }
        return report.allDone() ? ExitCode.OK : ExitCode.FAILED;
    }

    private ActionReport answer(ProcmonClient client, ActionRequest request, Arguments arguments, Context context) {
        if (!request.waiting() || !hasProgress() || arguments.has(JSON.name())) {
            return client.act(request);
        }
        return Progress.from(client, request.programs(), colours(arguments), context)
                .showUntil(() -> client.act(request), GOES_ON);
    }

    /** Return a request as the options have it. */
    static ActionRequest request(Action action, List<String> programs, Arguments arguments) {
        return new ActionRequest(
                action,
                programs,
                !arguments.has(NO_WAIT.name()),
                Values.duration(TIMEOUT, arguments),
                Optional.empty(),
                false,
                OptionalInt.empty(),
                Values.count(AT_A_TIME, 1, arguments));
    }

    /** Return the programs that are named, or all where that is asked for. */
    final List<String> programs(Arguments arguments) {
        List<String> named = arguments.operands();
        boolean all = arguments.has(ALL.name());
        if (named.isEmpty() && !all) {
            throw new UsageException(spec().name() + " needs the names of programs, or " + ALL + " (see procmon "
                    + spec().name() + " --help)");
        }
        if (!named.isEmpty() && all) {
            throw new UsageException(ALL + " and names do not go together: \"" + named.getFirst() + "\"");
        }
        return all ? List.of(ALL_PATTERN) : named;
    }
}
