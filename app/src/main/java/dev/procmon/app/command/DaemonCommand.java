// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** {@code procmon daemon}: a supervisor that stays, in the foreground of another one. */
public final class DaemonCommand implements Command {

    static final String DETACHED = "detached";

    private static final String DETAILS = """
            It shows what procmon up shows, and goes on when all programs have ended: procmon down, TERM or INT end
            it, HUP reloads the configuration. For systemd and its like it speaks sd_notify(3): READY=1 when every
            program has become ready, has ended, has failed once or waits for one of those; RELOADING=1, STOPPING=1,
            and WATCHDOG=1 where that is asked for. docs/daemon.md has a unit file.

            Examples:
              procmon daemon -f /etc/procmon/procmon.toml
              procmon daemon -i shop -f shop.toml --json

            """;

    private final Session session = new Session();

    /** Make it. */
    public DaemonCommand() {}

    @Override
    public CommandSpec spec() {
        List<Option> options = new ArrayList<>(HostSession.OPTIONS);
        options.addAll(Session.OPTIONS);
        options.add(Option.flag(DETACHED, "Leave the terminal, and show nothing: what procmon up -d starts."));
        return new CommandSpec(
                "daemon",
                "Run all programs of a configuration as a service of this host.",
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
        return new HostSession(session, arguments, context).run(true, arguments.has(DETACHED));
    }
}
