// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.Load;
import dev.procmon.cli.text.StatusTable;
import dev.procmon.cli.text.Width;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.json.Json;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code procmon status}: how all programs are. */
final class StatusCommand extends ClientCommand {

    private static final Option CHECK =
            Option.flag("check", "End with 1 unless all are as wanted: ready or completed, or stopped as asked for.");

    private static final Option WATCH = Option.maybe(
            "watch",
            "SECONDS",
            Option.Kind.TEXT,
            "Show it again when something happens, and after so many seconds (2), until q or Ctrl-C.");

    private static final Duration WATCH_DEFAULT = Duration.ofSeconds(2);

    private static final String DETAILS = """
            UPTIME is that of the present run; RESTARTS are those since the supervisor started; CPU% is the share of one
            processor that the program and all its processes have used over the run; MEM is the resident memory of all of
            them. On a narrow terminal, texts are cut and columns are left out from the right; what is no terminal gets
            everything, uncut. Below the table stands where output cannot be written, waits or was lost.

            Without a configuration file in this directory or above it, all supervisors of yours are listed.

            Examples:
              procmon status
              procmon status 'web:*' @backend
              procmon status --watch
              procmon status --check >/dev/null || procmon why web
              procmon status --json | jq -r '.programs[] | select(.as_wanted | not) | .name'

            Exit codes:
              0  told; with --check, all are as wanted
              1  with --check, not all are as wanted, or the output of one waits
            """ + EXIT_CODES;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "status",
                "Show how programs are.",
                withCommon(WATCH, CHECK),
                Operands.programs("PATTERN", 0),
                ActionCommand.PATTERNS + DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        if (arguments.operands().isEmpty() && Target.isOpen(arguments, context)) {
            InstanceList all = new InstanceList(surroundings.connections());
            if (!all.isEmpty()) {
                InstancesCommand.show(all, surroundings, arguments, context);
                return code(arguments, all.allWell());
            }
        }
        return super.run(arguments, context);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        ProgramList list = client.programs(arguments.operands());
        if (arguments.has(WATCH.name())) {
            return watch(arguments, context);
        }
        InstanceStatus instance = client.instance();
        if (arguments.has(JSON.name())) {
            print(new StatusReport(instance, list), context);
        } else {
            print(lines(list, instance, Load.ofWholeRuns(), surroundings.room(), arguments), context);
        }
        return code(arguments, areAllWell(list));
    }

    private ExitCode watch(Arguments arguments, Context context) {
        Duration most = Values.duration(WATCH, arguments).orElse(WATCH_DEFAULT);
        Supplier<ProcmonClient> connecting = () -> open(arguments, context);
        StatusWatch watch = new StatusWatch(
                arguments.has(JSON.name())
                        ? (list, instance, _, _) -> List.of(Json.text(new StatusReport(instance, list)))
                        : (list, instance, load, room) -> lines(list, instance, load, room, arguments),
                context);
        boolean onScreen = surroundings.display().isTerminal() && !arguments.has(JSON.name());
        return onScreen
                ? watch.onScreen(surroundings.screens(), connecting, arguments.operands(), most)
                : watch.onPaper(surroundings.room(), connecting, arguments.operands(), most);
    }

    @Override
    void check(Arguments arguments) {
        var _ = Values.duration(WATCH, arguments);
        if (arguments.has(WATCH.name()) && arguments.has(CHECK.name())) {
            throw new UsageException(WATCH + " and " + CHECK + " do not go together");
        }
    }

    private List<String> lines(ProgramList list, InstanceStatus instance, Load load, Width room, Arguments arguments) {
        List<String> lines = new ArrayList<>();
        if (!list.programs().isEmpty()) {
            lines.addAll(StatusTable.lines(list, load, room, surroundings.colours(arguments)));
        }
        lines.addAll(StatusTable.outputs(list));
        lines.addAll(StatusTable.remarks(instance));
        lines.add(StatusTable.summary(list));
        return lines;
    }

    private static ExitCode code(Arguments arguments, boolean well) {
        return well || !arguments.has(CHECK.name()) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean areAllWell(ProgramList list) {
        for (ProgramStatus program : list.programs()) {
            if (!program.wellAsWanted() || StatusTable.waitsWithOutput(program)) {
                return false;
            }
        }
        return true;
    }
}
