// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.args.Arguments;
import dev.procmon.cli.args.Option;
import dev.procmon.cli.command.Command;
import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.ToJson;
import java.util.ArrayList;
import java.util.List;

/** A command that talks to a running supervisor. */
abstract class ClientCommand implements Command {

    static final Option JSON = Option.flag("json", "Print JSON: what the supervisor answers, one object on a line.");
    static final Option NO_COLOR =
            Option.flag("no-color", "No colours, even on a terminal; so does NO_COLOR in the environment.");

    /** With what all of them end. */
    static final String EXIT_CODES = """
              2  the command line is wrong, or names what is not there
              3  no supervisor is running there
              4  you may not do that
            """;

    final Surroundings surroundings;

    ClientCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public ExitCode run(Arguments arguments, Context context) {
        check(arguments);
        try (ProcmonClient client = open(arguments, context)) {
            return talk(client, arguments, context);
        } catch (ClientException e) {
            return Refusal.report(e, context);
        }
    }

    /**
     * Look at the arguments before anybody is talked to.
     *
     * @throws dev.procmon.cli.args.UsageException where they do not make sense together
     */
    void check(Arguments arguments) {}

    /** Connect to whom it is for. */
    ProcmonClient open(Arguments arguments, Context context) {
        return Target.open(arguments, context, surroundings.connections());
    }

    /** Do it. */
    abstract ExitCode talk(ProcmonClient client, Arguments arguments, Context context);

    /** Return own options with those of every such command behind them. */
    static List<Option> withCommon(Option... own) {
        List<Option> all = new ArrayList<>(List.of(own));
        all.addAll(Target.OPTIONS);
        all.add(JSON);
        all.add(NO_COLOR);
        return all;
    }

    final boolean colours(Arguments arguments) {
        return surroundings.colours(arguments);
    }

    static void print(ToJson value, Context context) {
        context.out().println(Json.text(value));
    }

    /** Print lines at once: a terminal shows a whole table sooner than its lines one by one. */
    static void print(List<String> lines, Context context) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            out.append(line).append('\n');
        }
        context.out().print(out);
        context.out().flush();
    }
}
