// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.foreground.Lineup;
import dev.procmon.app.foreground.Supervised;
import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code procmon up}: supervises everything in the foreground. */
public final class UpCommand implements Command {

    private static final String DETAILS = """
            Each line of a program is shown behind its name, "web | ...", and what becomes of it as "web * ...".
            Ctrl-C (or TERM, or HUP) stops all programs and waits until the last one is gone; Ctrl-C again kills
            them. When every program has ended and its policy says not to start it again, up ends as well.

            With --json, each line is one object: one for each transition of a program, and one for whatever else
            there is to tell. All have "time" (RFC 3339), "ms" (milliseconds since the start, monotonic) and
            "event"; "program", "run" and "role" (successor or departing) where it is about one; "from", "to" and
            "reason" where it is a transition; "message", which is the line that text mode shows, and "tone"
            where that is "bad". Most kinds say more, such as:
              started       pid                          starting, preparing
              ready         after_ms                     waiting, noted
              exited        code or signal, uptime_ms,   backing-off   success, delay_ms
                            success, delay_ms            ended, failed  success (not started again)
              spawn-failed  errno, detail, delay_ms      stopped
              stopping      pid, signal or hook,         held          for
                            grace_ms                     unwell        fault, detail
              killing       pid                          status        status (by sd_notify)
              kill-refused  pid, errno, retry_ms         stopping-all  programs, signal
              output        stream, text, part           all-ended     programs, failed
            All kinds and fields are in docs/events.md.
            "part" is "whole", or "first", "middle", "last" for the pieces of a line of more than 16384 bytes.

            Examples:
              procmon up
              procmon up -f examples/hello/procmon.toml
              procmon up --json | jq -r 'select(.event == "exited") | .program'

            """;

    private final Session session = new Session();

    @Override
    public CommandSpec spec() {
        List<Option> options = new ArrayList<>();
        options.add(ConfigFile.OPTION);
        options.addAll(Session.OPTIONS);
        return new CommandSpec(
                "up",
                "Run all programs of a configuration in the foreground, and keep them running.",
                options,
                Operands.NONE,
                DETAILS + Session.EXIT_CODES);
    }

    @Override
    public void prepare() {
        session.prepare();
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        Optional<Configuration> configuration = ConfigFile.read(arguments, context);
        if (configuration.isEmpty()) {
            return ExitCode.USAGE;
        }
        return session.run(lineup(configuration.get()), arguments, context);
    }

    private static Lineup lineup(Configuration configuration) {
        List<Supervised> programs = new ArrayList<>();
        for (ConfiguredProgram each : configuration.programs()) {
            for (ProgramInstance instance : each.instances()) {
                programs.add(new Supervised(instance.program(), instance.policy(), each.relations(), instance.log()));
            }
        }
        return new Lineup(
                programs, configuration.groups(), configuration.settings().startingMax());
    }
}
