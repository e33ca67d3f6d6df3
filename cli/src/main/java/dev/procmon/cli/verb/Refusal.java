// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import dev.procmon.cli.text.SafeText;
import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.client.ClientException;
import java.util.Optional;

/** Says why a request was not fulfilled. */
final class Refusal {

    /** The status of an answer that says that the configuration file has mistakes. */
    private static final int INVALID = 422;

    private Refusal() {}

    /** Say it, and return with what the command ends. */
    static ExitCode report(ClientException refusal, Context context) {
        Optional<ProblemDetail> problem = refusal.problem();
        if (problem.isEmpty() || problem.get().errors().isEmpty()) {
            context.error(SafeText.of(String.valueOf(refusal.getMessage())));
        } else {
            for (String each : problem.get().errors()) {
                say(SafeText.of(each), problem.get().status() == INVALID, context);
            }
        }
        return switch (refusal.reason()) {
            case NOT_RUNNING -> ExitCode.NOT_RUNNING;
            case FORBIDDEN -> ExitCode.FORBIDDEN;
            case REFUSED -> ExitCode.USAGE;
            case FAILED -> ExitCode.FAILED;
        };
    }

    /** A mistake in a file begins with its place, as {@code check} has it. */
    private static void say(String error, boolean inFile, Context context) {
        if (inFile) {
            context.err().println(error);
        } else {
            context.error(error);
        }
    }
}
