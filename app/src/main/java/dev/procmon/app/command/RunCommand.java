// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.config.DurationText;
import dev.procmon.config.LogPolicy;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.supervision.EndRule;
import dev.procmon.daemon.supervision.Lineup;
import dev.procmon.daemon.supervision.Supervised;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code procmon run}: supervises one command in the foreground, as {@code twistd procmon} does. */
public final class RunCommand implements dev.procmon.cli.command.Command {

    private static final Option THRESHOLD = time(
            't', "threshold", "A run that lives at least so long is no early death: it is restarted at once (1s).");
    private static final Option KILL_TIME =
            time('k', "kill-time", "How long after TERM a command that was told to stop is killed (5s).");
    private static final Option MIN_DELAY =
            time('m', "min-restart-delay", "The delay after the first early death (1s); it doubles with each more.");
    private static final Option MAX_DELAY = time('M', "max-restart-delay", "The longest delay (3600s).");
    private static final Option NAME =
            Option.of("name", "NAME", Option.Kind.TEXT, "How the command is called (the last part of its path).");
    private static final Option UID =
            Option.of("uid", "USER", Option.Kind.USER, "Run as this user, a name or a number.");
    private static final Option GID =
            Option.of("gid", "GROUP", Option.Kind.GROUP, "Run as this group, a name or a number.");
    private static final Option CWD =
            Option.of("cwd", "DIRECTORY", Option.Kind.DIRECTORY, "Run in this directory (this one).");
    private static final Option ENV = Option.often(
            "env", "NAME=VALUE", Option.Kind.TEXT, "Add a variable to the environment; may be given often.");

    private static final String DETAILS = """
            The command is started again whenever it ends, and it is never given up. TIME is a number of seconds
            (1.5), or has units (500ms, 2m, 1h30m). Options come before the command: those behind it are its own.
            What is shown, the end by Ctrl-C and --json are those of procmon up.

            Examples:
              procmon run bin/server --port 8080
              procmon run -m 500ms -M 30s --env LOG=debug -- sh -c 'exec bin/server "$@"' sh -v
              sudo procmon run --uid www-data --cwd /srv/app bin/server

            """;

    private final Session session = new Session();

    @Override
    public CommandSpec spec() {
        List<Option> options =
                new ArrayList<>(List.of(THRESHOLD, KILL_TIME, MIN_DELAY, MAX_DELAY, NAME, UID, GID, CWD, ENV));
        options.addAll(Session.OPTIONS);
        return new CommandSpec(
                "run",
                "Run one command in the foreground, and keep it running.",
                options,
                Operands.COMMAND_LINE,
                DETAILS + Session.EXIT_CODES);
    }

    @Override
    public void prepare() {
        session.prepare();
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        return session.run(
                Lineup.of(List.of(supervised(arguments))), EndRule.WITH_THE_LAST, Optional.empty(), arguments, context);
    }

    /** Return what the arguments ask for. */
    static Supervised supervised(Arguments arguments) {
        try {
            return new Supervised(program(arguments), policy(arguments), Relations.NONE, LogPolicy.SHOWN);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Program program(Arguments arguments) {
        Command command = new Command(arguments.operands());
        ProgramName name = new ProgramName(arguments.value(NAME.name()).orElse(basename(command.executable())));
        Identity identity = Identity.of(account(arguments, UID), account(arguments, GID));
        return new Program(
                name, command, Environment.inheritedWith(variables(arguments)), arguments.value(CWD.name()), identity);
    }

    private static Policy policy(Arguments arguments) {
        Backoff seed = Backoff.SEED;
        Duration max = duration(arguments, MAX_DELAY, seed.max());
        // A shorter maximum alone lowers the default minimum with it.
        Duration min = duration(arguments, MIN_DELAY, seed.min().compareTo(max) < 0 ? seed.min() : max);
        if (min.compareTo(max) > 0) {
            throw new UsageException(MIN_DELAY + " (" + DurationText.format(min) + ") is longer than " + MAX_DELAY
                    + " (" + DurationText.format(max) + ")");
        }
        Duration threshold = duration(arguments, THRESHOLD, seed.threshold());
        Duration killTime = duration(arguments, KILL_TIME, StopPlan.SEED.grace());
        return new Policy(
                Policy.SEED.restart(),
                new Backoff(min, max, seed.factor(), seed.jitter(), threshold),
                new StopPlan(StopPlan.SEED.signal(), StopPlan.SEED.reach(), killTime, StopPlan.SEED.insist()),
                Policy.SEED.requests());
    }

    private static Option time(char letter, String name, String help) {
        return Option.of(name, "TIME", Option.Kind.TEXT, help).orLetter(letter);
    }

    private static Duration duration(Arguments arguments, Option option, Duration standard) {
        Optional<String> text = arguments.value(option.name());
        if (text.isEmpty()) {
            return standard;
        }
        Optional<Duration> duration = DurationText.parse(text.get());
        if (duration.isEmpty()) {
            throw new UsageException(option + ": \"" + text.get()
                    + "\" is no time, expected seconds such as 1.5, or a number with a unit such as 500ms or 2m");
        }
        return duration.get();
    }

    private static Optional<Account> account(Arguments arguments, Option option) {
        Optional<String> text = arguments.value(option.name());
        return text.isEmpty() ? Optional.empty() : Optional.of(Account.of(text.get()));
    }

    private static Map<String, String> variables(Arguments arguments) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String each : arguments.all(ENV.name())) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new UsageException(ENV + ": \"" + each + "\" is no variable, expected NAME=VALUE");
            }
            variables.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return variables;
    }

    private static String basename(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? path : name;
    }
}
