// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.JoinedLines;
import dev.procmon.cli.text.LogText;
import dev.procmon.cli.text.ProgramLabels;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.status.ProgramStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** {@code procmon logs}: what programs have written. */
final class LogsCommand extends ClientCommand {

    private static final Option RUN =
            Option.of("run", "N", Option.Kind.TEXT, "Of the run of this number alone (see procmon runs).");
    private static final Option STREAM =
            Option.of("stream", "STREAM", Option.Kind.TEXT, "Of this one alone: stdout or stderr.");
    private static final Option NO_PREFIX = Option.flag("no-prefix", "The lines alone, without the names of programs.");
    private static final List<String> STREAMS = List.of("stdout", "stderr");

    private static final String DETAILS = """
            The supervisor keeps the last lines of each program; the whole output is in the files that the configuration
            names (log = ...). Control characters are shown as \\x1b and the like; colours pass on a terminal.

            Examples:
              procmon logs
              procmon logs web -n 50
              procmon logs 'worker:*' --follow
              procmon logs db --run 3 --stream stderr --no-prefix

            Exit codes:
              0  shown
            """ + EXIT_CODES;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "logs",
                "Show what programs have written.",
                withCommon(Following.FOLLOW, Following.LINES, Following.SINCE, RUN, STREAM, NO_PREFIX),
                Operands.programs("PATTERN", 0),
                ActionCommand.PATTERNS + DETAILS);
    }

    @Override
    void check(Arguments arguments) {
        var _ = query(arguments);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        LogQuery query = query(arguments);
        LogPage page = client.logs(query);
        Consumer<LogLine> printer = arguments.has(JSON.name())
                ? line -> print(line, context)
                : new Printer(labels(client, arguments), colours(arguments), context);
        if (Values.count(Following.LINES, 0, arguments).orElse(1) > 0) {
            page.lines().forEach(printer);
        }
        if (arguments.has(Following.FOLLOW.name())) {
            follow(client, query, page, printer, context);
        }
        if (printer instanceof Printer open) {
            open.end();
        }
        context.out().flush();
        warn(query, page, context);
        return ExitCode.OK;
    }

    private static void follow(
            ProcmonClient client, LogQuery query, LogPage page, Consumer<LogLine> printer, Context context) {
        long last = page.lines().isEmpty() ? 0 : page.lines().getLast().id();
        LogQuery rest = new LogQuery(
                query.programs(),
                OptionalLong.of(last),
                query.since(),
                OptionalInt.empty(),
                query.run(),
                query.stream());
        try (ClientStream<LogLine> stream = client.followLogs(rest)) {
            Following.each(stream, context, printer);
        }
    }

    /** Whoever asks for more than there is should not take it for all there ever was. */
    private static void warn(LogQuery query, LogPage page, Context context) {
        boolean all =
                query.last().isPresent() && page.lines().size() >= query.last().getAsInt();
        if (page.forgotten() > 0 && !all) {
            context.warn(page.forgotten() + " earlier lines are no longer kept; where the configuration has log = ...,"
                    + " they are in its files");
        }
    }

    private LogQuery query(Arguments arguments) {
        Optional<Instant> since = Values.moment(Following.SINCE, arguments, surroundings.time());
        OptionalInt given = Values.count(Following.LINES, 0, arguments);
        OptionalInt wanted = Following.wanted(given, since.isPresent());
        OptionalInt run = Values.count(RUN, 1, arguments);
        Optional<String> stream = arguments.value(STREAM.name());
        if (stream.isPresent() && !STREAMS.contains(stream.get())) {
            throw new UsageException(STREAM + ": \"" + stream.get() + "\" is not what was expected: stdout or stderr");
        }
        return new LogQuery(
                arguments.operands(),
                OptionalLong.empty(),
                since,
                wanted.isPresent() ? OptionalInt.of(Math.max(1, wanted.getAsInt())) : wanted,
                run.isPresent() ? OptionalLong.of(run.getAsInt()) : OptionalLong.empty(),
                stream);
    }

    private Optional<ProgramLabels> labels(ProcmonClient client, Arguments arguments) {
        if (arguments.has(NO_PREFIX.name())) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (ProgramStatus program : client.programs(arguments.operands()).programs()) {
            names.add(program.name());
        }
        return Optional.of(new ProgramLabels(names, colours(arguments)));
    }

    /** Prints whole lines. */
    private record Printer(JoinedLines joining, Optional<ProgramLabels> labels, boolean colours, Context context)
            implements Consumer<LogLine> {

        Printer(Optional<ProgramLabels> labels, boolean colours, Context context) {
            this(new JoinedLines(), labels, colours, context);
        }

        @Override
        public void accept(LogLine line) {
            joining.add(line).ifPresent(this::show);
        }

        void end() {
            joining.rest().forEach(this::show);
        }

        private void show(JoinedLines.Joined line) {
            String label = labels.isPresent() ? labels.get().output(line.program()) : "";
            context.out().println(LogText.line(label, line, colours));
        }
    }
}
