// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.verb.Connections;
import java.util.ArrayList;
import java.util.List;

/** {@code procmon up}: supervises everything in the foreground. */
public final class UpCommand implements Command {

    private static final String DETAILS = """
            Each line of a program is shown behind its name, "web | ...", and what becomes of it as "web * ...".
            Ctrl-C (or TERM) stops all programs and waits until the last one is gone; Ctrl-C again kills
            them. When every program has ended and its policy says not to start it again, up ends as well.
            HUP reloads the configuration where there is no terminal. While it runs, procmon status, why, stop,
            reload and the like talk to it. With -d it goes on in the background until procmon down.

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
              procmon up -d; procmon status
              procmon up --json | jq -r 'select(.event == "exited") | .program'

            """;

    private final Session session = new Session();
    private final Connections connections;

    /**
     * Make it.
     *
     * @param connections how to come to the supervisor that was started in the background
     */
    public UpCommand(Connections connections) {
        this.connections = connections;
    }

    @Override
    public CommandSpec spec() {
        List<Option> options = new ArrayList<>();
        options.add(Option.flag("detach", "Start it in the background, and return when all programs have come to rest.")
                .orLetter('d'));
        options.add(Option.flag("no-wait", "With -d: return as soon as it can be asked."));
        options.addAll(HostSession.OPTIONS);
        options.addAll(Session.OPTIONS);
        return new CommandSpec(
                "up",
                "Run all programs of a configuration, and keep them running.",
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
        if (arguments.has("detach")) {
            session.discard();
            return new Detaching(connections, arguments, context).run();
        }
        if (arguments.has("no-wait")) {
            throw new UsageException("--no-wait goes with -d");
        }
        return new HostSession(session, arguments, context).run(false, false);
    }
}
