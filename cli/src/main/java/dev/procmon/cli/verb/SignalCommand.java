// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.Option;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code procmon signal}: sends a signal, and changes nothing else. */
final class SignalCommand extends ActionCommand {

    private static final Option TREE =
            Option.flag("tree", "To all processes of the program, not to its main process alone.");

    private static final String DETAILS = """
            The signal is named as kill(1) has it, with SIG or without, or by its number. What the program does then is
            its own affair: when it ends, its policy says whether it is started again.

            Examples:
              procmon signal HUP nginx
              procmon signal USR1 'web:*' --tree
            """;

    SignalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "signal",
                "Send a signal to programs.",
                withCommon(TREE),
                Operands.signalAndPrograms("SIGNAL PATTERN"),
                PATTERNS + DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        List<String> operands = arguments.operands();
        return List.of(new ActionRequest(
                Action.SIGNAL,
                operands.subList(1, operands.size()),
                true,
                Optional.empty(),
                Optional.of(operands.getFirst()),
                arguments.has(TREE.name()),
                OptionalInt.empty(),
                OptionalInt.empty()));
    }

    /** Nothing happens by a signal that one would have to wait for. */
    @Override
    boolean hasProgress() {
        return false;
    }
}
