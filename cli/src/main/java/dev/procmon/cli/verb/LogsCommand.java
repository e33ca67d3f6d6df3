// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.SafeText;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.output.LogFilesReport;
import dev.procmon.control.output.LogFilesRequest;
import java.util.ArrayList;
import java.util.List;

/** {@code procmon logs}: what programs have written, and the files that it is in. */
final class LogsCommand extends ClientCommand {

    private static final Option REOPEN = Option.flag(
            "reopen", "Show nothing: have files of output closed and opened anew, as logrotate(8) asks for.");
    private static final Option ROTATE = Option.flag("rotate", "Show nothing: have new files of output begun now.");

    private static final String DETAILS = """
            The output of programs is in files, and is shown from there: also of programs that are no longer in the
            configuration, and while no supervisor runs; then --follow shows what there is, and ends with 3. Lines of
            several programs stand in the order in which they were read. What was lost is told in its place, behind a *.

            Control characters, and others by which a line could look like another one, are shown as \\x1b and \\u202e;
            colours pass on a terminal. An ellipsis stands where a line goes on or was never ended. --raw gives the bytes
            themselves, and a line feed only where there was one.

            Examples:
              procmon logs
              procmon logs web -n 50 --timestamps
              procmon logs 'worker:*' --follow
              procmon logs db --run 3 --stream stderr --no-prefix
              procmon logs --since 2h --until 1h --grep 'timeout|refused'
              procmon logs web -n all --raw > web.txt
              procmon logs --reopen

            Exit codes:
              0  shown, with or without a supervisor; the files are reopened or rotated
              1  a file could not be reopened or rotated
            """ + EXIT_CODES;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        List<Option> own = new ArrayList<>(LogRequest.OPTIONS);
        own.add(REOPEN);
        own.add(ROTATE);
        return new CommandSpec(
                "logs",
                "Show what programs have written.",
                withCommon(own.toArray(Option[]::new)),
                Operands.programs("PATTERN", 0),
                ActionCommand.PATTERNS + DETAILS);
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        if (concernsFiles(arguments)) {
            return super.run(arguments, context);
        }
        LogRequest request = LogRequest.of(arguments, surroundings.time());
        // A person is to see each line as soon as it is found; a pipe or file gets many at a time.
        Context paper = surroundings.display().isTerminal() ? context : context.inLargePieces();
        LogShowing showing = new LogShowing(request, arguments, surroundings, paper);
        try (ProcmonClient client = open(arguments, context)) {
            return showing.from(client);
        } catch (ClientException e) {
            return showing.without(e);
        } finally {
            paper.out().flush();
        }
    }

    @Override
    void check(Arguments arguments) {
        LogRequest.refuse(REOPEN, ROTATE, arguments);
        for (Option each : LogRequest.OPTIONS) {
            LogRequest.refuse(REOPEN, each, arguments);
            LogRequest.refuse(ROTATE, each, arguments);
        }
    }

    /** Only for requests about files. */
    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        String action = arguments.has(REOPEN.name()) ? REOPEN.name() : ROTATE.name();
        LogFilesReport report = client.logFiles(new LogFilesRequest(action, arguments.operands()));
        if (arguments.has(JSON.name())) {
            print(report, context);
        } else {
            List<String> files = new ArrayList<>();
            report.files().forEach(file -> files.add(SafeText.of(file)));
            print(files, context);
            report.failed().forEach(each -> context.error("cannot " + action + " " + SafeText.of(each)));
        }
        return report.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static boolean concernsFiles(Arguments arguments) {
        return arguments.has(REOPEN.name()) || arguments.has(ROTATE.name());
    }
}
