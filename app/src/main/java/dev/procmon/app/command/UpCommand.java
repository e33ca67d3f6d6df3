// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.app.args.Arguments;
import dev.procmon.app.args.CommandSpec;
import dev.procmon.app.args.Operands;
import dev.procmon.app.args.Option;
import dev.procmon.app.foreground.Lineup;
import dev.procmon.app.foreground.Supervised;
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

            With --json, each line is one object. All have "time" (RFC 3339), "ms" (milliseconds since the start,
            monotonic), "event", and where it is about a program, "program":
              started       run, pid                     backing-off   delay_ms
              ready, ready-again  run                    ended         success (and it is not started again)
              not-ready     run, detail                  failed        reason (it was given up)
              waiting       for                          stopped
              output        run, stream, text, part      status        run, status (by sd_notify)
              exited        run, code or signal,         unwell        run, fault, detail
                            uptime_ms                    hook-failed   run, hook, detail
              spawn-failed  run, errno, detail           time-skipped  why
              stopping      run, pid, signal or hook,    replaced      run
                            grace_ms, reason             not-replaced  detail
              killing       run, pid, reason             group-restarts  group, died, restarted
              kill-refused  run, pid, retry_ms           group-given-up  group, died, escalated_to
              left-others-behind  run                    exit-wanted   code, because
              unheard       run, why (of a message)
              outlived-kill run, processes               stopping-all  programs, signal
              killing-all   programs                     all-stopped
              all-ended     programs, failed             left-behind   programs
              log-unwritable, log-unrotatable  file, cause; log-writable  file, lost_bytes
            What is about a run that is to replace another, or was replaced, has "role" as well.
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
        options.add(ConfigFile.PROFILE);
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
