// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.CommandSpec;
import dev.procmon.cli.args.Operands;
import dev.procmon.cli.args.UsageException;
import dev.procmon.control.action.Action;
import dev.procmon.control.action.ActionRequest;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.ProgramStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code procmon scale}: brings the number of replicas to what is wanted. */
final class ScaleCommand extends ActionCommand {

    private static final String DETAILS = """
            For programs that have replicas in their configuration. New ones are started; of those that are too many, the
            last are stopped and forgotten. The file is not changed, and a reload goes by the file again.

            Examples:
              procmon scale web=4
              procmon scale web=4 worker=2 --no-wait
            """;

    ScaleCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec(
                "scale",
                "Change how many replicas of programs there are.",
                withCommon(NO_WAIT, TIMEOUT),
                Operands.programs("NAME=COUNT", 1),
                DETAILS + ACTION_EXIT_CODES);
    }

    @Override
    List<ActionRequest> requests(Arguments arguments) {
        List<ActionRequest> requests = new ArrayList<>();
        for (String operand : arguments.operands()) {
            requests.add(request(operand, arguments));
        }
        return requests;
    }

    /** Whoever has replicas has no program of the very name; who has neither is unknown, which the supervisor says. */
    @Override
    void checkAll(ProcmonClient client, List<ActionRequest> requests) {
        List<String> names = new ArrayList<>();
        for (ActionRequest request : requests) {
            names.addAll(request.programs());
        }
        for (ProgramStatus program : client.programs(names).programs()) {
            if (names.contains(program.name())) {
                throw new ClientException(
                        ClientException.Cause.FAILED,
                        program.name() + " has no replicas: nothing was scaled; give it the key replicas in the"
                                + " configuration, and reload",
                        Optional.empty());
            }
        }
    }

    private static ActionRequest request(String operand, Arguments arguments) {
        int equals = operand.lastIndexOf('=');
        if (equals <= 0) {
            throw new UsageException("\"" + operand + "\" is not what was expected: NAME=COUNT, such as web=3");
        }
        int count = Values.number(operand, operand.substring(equals + 1), 0);
        ActionRequest plain = request(Action.SCALE, List.of(operand.substring(0, equals)), arguments);
        return new ActionRequest(
                plain.action(),
                plain.programs(),
                plain.waiting(),
                plain.timeout(),
                plain.signal(),
                plain.wholeTree(),
                OptionalInt.of(count),
                plain.atATime());
    }
}
