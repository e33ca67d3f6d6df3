// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.args.UsageException;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.HumanDuration;
import dev.procmon.cli.text.SafeText;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.InstanceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code procmon down}: stops all programs and ends the supervisor. */
final class DownCommand extends ClientCommand {

    private static final Option KILL = Option.flag("kill", "Kill all programs at once, without a grace period.");
    private static final Option TIMEOUT =
            Option.of("timeout", "DURATION", Option.Kind.TEXT, "Wait for the end so long at the most, such as 1m.");

    private static final String DETAILS = """
            Programs are stopped in the reverse order of what they need. Returns when the last process is gone, and the
            supervisor with it. A second procmon down --kill, while the first waits, kills what is left.

            Examples:
              procmon down
              procmon down -i shop --kill

            Exit codes:
              0  it has ended; with --no-wait, it was asked to
              1  it has not ended within --timeout; it goes on ending
            """ + EXIT_CODES;

    DownCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "down",
                "Stop all programs, and end the supervisor.",
                withCommon(KILL, ActionCommand.NO_WAIT, TIMEOUT),
                Operands.NONE,
                DETAILS);
    }

    @Override
    void check(Arguments arguments) {
        var _ = Values.duration(TIMEOUT, arguments);
        if (arguments.has(ActionCommand.NO_WAIT.name()) && arguments.has(TIMEOUT.name())) {
            throw new UsageException(ActionCommand.NO_WAIT + " and " + TIMEOUT + " do not go together");
        }
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        Optional<Duration> timeout = Values.duration(TIMEOUT, arguments);
        boolean kill = arguments.has(KILL.name());
        InstanceStatus instance = client.instance();
        if (arguments.has(ActionCommand.NO_WAIT.name())) {
            client.beginShutdown(kill);
            tell(instance.stopping(), "is ending", arguments, context);
            return ExitCode.OK;
        }
        Progress progress =
                Progress.from(client, List.of(), colours(arguments), context).patient(timeout);
        if (arguments.has(JSON.name())) {
            progress.silently();
        }
        try {
            var _ = progress.showUntil(() -> end(client, kill), "procmon: it goes on ending; see procmon status");
        } catch (Progress.LateException late) {
            context.error("not ended within " + HumanDuration.of(timeout.orElse(Duration.ZERO))
                    + ", it goes on; procmon down --kill does not wait for anybody");
            return ExitCode.FAILED;
        }
        tell(instance.ended(), "has ended", arguments, context);
        return ExitCode.OK;
    }

    private static void tell(InstanceStatus instance, String what, Arguments arguments, Context context) {
        if (arguments.has(JSON.name())) {
            print(instance, context);
        } else {
            context.out().println(SafeText.of(instance.name()) + " " + what + ", pid " + instance.pid());
        }
    }

    private static boolean end(ProcmonClient client, boolean kill) {
        client.shutdown(kill);
        return true;
    }
}
