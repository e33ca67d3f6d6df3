// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.output.LinesOfFiles;
import dev.procmon.cli.output.LinesOfSupervisor;
import dev.procmon.cli.output.WrittenLines;
import dev.procmon.cli.text.JoinedLines;
import dev.procmon.cli.text.ProgramLabels;
import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.text.WallTime;
import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ClientStream;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.output.LogLine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Shows lines: those that a supervisor tells, and where it does not run, those in its files. Where it goes away meanwhile, its files have
 * what it has not told any more: nothing is missed or shown twice.
 */
final class LogShowing {

    private static final int UNKNOWN = 404;
    /** After so many lines it is seen whether anybody still reads them. */
    private static final int LOOK_EVERY = 256;

    private final LogRequest request;
    private final Arguments arguments;
    private final Surroundings surroundings;
    private final Context context;
    private Optional<LogPrinter> printer = Optional.empty();
    private long last;
    private long missed;
    private int sinceLook;
    private boolean unread;

    LogShowing(LogRequest request, Arguments arguments, Surroundings surroundings, Context context) {
        this.request = request;
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.context = context;
    }

    /** Show what a supervisor tells. */
    ExitCode from(ProcmonClient client) {
        show(new LinesOfSupervisor(client), request.query());
        if (isForPeople() && !unread) {
            new NothingShown(request, context).tell(client, last > 0);
        }
        if (request.follows() && !unread) {
            follow(client);
        }
        return end();
    }

    /** Show what is in files, as the supervisor is not there or does not know the programs; else say why there is nothing. */
    ExitCode without(ClientException refusal) {
        Optional<LinesOfFiles> files;
        try {
            files = mayBeInFiles(refusal) ? files() : Optional.empty();
            if (files.isPresent()) {
                show(files.get(), last == 0 ? request.query() : request.after(last));
                if (last == 0 && isForPeople() && !request.follows()) {
                    new NothingShown(request, context)
                            .tell(files.get().programs(request.query().programs()));
                }
            }
        } catch (ClientException e) {
            boolean known = refusal.reason() == ClientException.Cause.NOT_RUNNING;
            return Refusal.report(known ? e : refusal, context);
        }
        ExitCode shown = end();
        if (files.isPresent() && !request.follows()) {
            return shown;
        }
        ExitCode refused = Refusal.report(refusal, context);
        if (Target.namesNoFile(arguments, context)) {
            context.error("-f names a configuration file; to follow, give -F or " + Following.FOLLOW);
        }
        return refused;
    }

    private void show(WrittenLines lines, LogQuery query) {
        if (printer.isEmpty()) {
            printer = Optional.of(printer(lines));
        }
        LogPrinter on = printer.get();
        boolean shown = request.showsPast() || last > 0;
        missed += lines.read(query, line -> take(line, on, shown));
    }

    private boolean take(LogLine line, LogPrinter on, boolean shown) {
        last = line.id();
        if (shown) {
            on.print(line);
        }
        if (++sinceLook >= LOOK_EVERY) {
            look();
        }
        return !unread;
    }

    /** That flushes as well, and tells whether the reader has gone: head(1) has enough, and that is no error. */
    private void look() {
        sinceLook = 0;
        unread = context.out().checkError();
    }

    private void follow(ProcmonClient client) {
        LogPrinter on = printer.orElseThrow();
        try (ClientStream<LogLine> stream = client.followLogs(request.after(last))) {
            while (!unread) {
                Optional<LogLine> next = stream.next(Duration.ZERO);
                if (next.isEmpty()) {
                    // Nothing is there at the moment: what was printed is to be seen now.
                    look();
                    next = unread ? next : awaited(stream, on);
                }
                next.ifPresent(line -> take(line, on, true));
            }
        }
    }

    private static Optional<LogLine> awaited(ClientStream<LogLine> stream, LogPrinter on) {
        Optional<LogLine> next = stream.next(on.patience());
        if (next.isEmpty()) {
            on.flush();
        }
        return next;
    }

    private ExitCode end() {
        printer.ifPresent(LogPrinter::flush);
        context.out().flush();
        if (missed > 0) {
            context.warn(missed + " bytes of output could not be read");
        }
        return ExitCode.OK;
    }

    /** Programs that read what is printed know by themselves that there is nothing. */
    private boolean isForPeople() {
        return !arguments.has(ClientCommand.JSON.name()) && !arguments.has(LogRequest.RAW.name());
    }

    private boolean mayBeInFiles(ClientException refusal) {
        return switch (refusal.reason()) {
            case NOT_RUNNING -> true;
            // A program that was removed is unknown to the supervisor.
            case REFUSED ->
                !request.follows()
                        && !arguments.operands().isEmpty()
                        && refusal.problem().map(ProblemDetail::status).orElse(UNKNOWN) == UNKNOWN;
            case FORBIDDEN, FAILED -> false;
        };
    }

    private Optional<LinesOfFiles> files() {
        return LinesOfFiles.find(
                Target.stateDirectories(arguments, context, surroundings.connections()),
                warning -> context.warn(SafeText.of(warning)));
    }

    private LogPrinter printer(WrittenLines lines) {
        if (arguments.has(ClientCommand.JSON.name())) {
            return new LogPrinter.AsJson(context);
        }
        if (arguments.has(LogRequest.RAW.name())) {
            return new LogPrinter.AsBytes(new JoinedLines(), context);
        }
        boolean colours = surroundings.colours(arguments);
        Optional<ProgramLabels> labels = arguments.has(LogRequest.NO_PREFIX.name())
                ? Optional.empty()
                : Optional.of(new ProgramLabels(lines.programs(request.query().programs()), colours));
        Optional<WallTime> times = arguments.has(LogRequest.TIMESTAMPS.name())
                ? Optional.of(new WallTime(surroundings.time().instant(), ZoneId.systemDefault()))
                : Optional.empty();
        return new LogPrinter.AsText(new JoinedLines(), labels, times, colours, context);
    }
}
