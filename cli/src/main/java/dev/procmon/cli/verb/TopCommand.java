// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.top.Screen;
import dev.procmon.cli.top.ScreenException;
import dev.procmon.cli.top.TopSession;
import dev.procmon.control.client.ProcmonClient;
import java.util.ArrayList;
import java.util.List;

/** {@code procmon top}: all programs on the whole screen, as they are from moment to moment. */
final class TopCommand extends ClientCommand {

    private static final Option YES = Option.flag("yes", "Do not ask before a program is stopped or restarted.");

    private static final String DETAILS = """
            up down j k  choose a program          l  follow its log       s  start it
            /            show only some names      w  why it is as it is   x  stop it
            ?            all keys                  q  quit                 r  restart it   R  replace it

            CPU% is what was used since the look before. Where the supervisor goes away, it is looked for until it is
            back.

            Examples:
              procmon top
              procmon top -i shop --yes

            Exit codes:
              0         left by q or Ctrl-C
              130, 143  ended by a signal (INT, TERM), with the terminal as it was
            """ + EXIT_CODES;

    TopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        List<Option> options = new ArrayList<>();
        options.add(YES);
        options.addAll(Target.OPTIONS);
        return new CommandSpec(
                "top", "Watch all programs on the whole screen, and act upon them.", options, Operands.NONE, DETAILS);
    }

    @Override
    ExitCode talk(ProcmonClient client, Arguments arguments, Context context) {
        if (!surroundings.display().isTerminal()) {
            context.error("top needs a terminal; procmon status does not");
            return ExitCode.USAGE;
        }
        // Where nobody answers, that is said on a screen that stays.
        var _ = client.instance();
        try (Screen screen = surroundings.screens().open()) {
            new TopSession(() -> open(arguments, context), screen, !arguments.has(YES.name())).run();
            return ExitCode.OK;
        } catch (ScreenException e) {
            context.error(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        }
    }
}
