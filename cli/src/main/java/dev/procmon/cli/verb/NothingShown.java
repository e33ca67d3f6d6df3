// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.text.SafeText;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.ProcmonClient;
import dev.procmon.control.status.ProgramStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says in a line why {@code logs} has shown nothing, or will have nothing to follow. */
record NothingShown(LogRequest request, Context context) {

    /**
     * Say it of the programs that a supervisor knows.
     *
     * @param found whether there were lines; then there is still to say whose will never come
     */
    void tell(ProcmonClient client, boolean found) {
        if (found && (!request.follows() || !isNamed())) {
            return;
        }
        Set<String> unkept = new LinkedHashSet<>();
        Set<String> beyond = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (ProgramStatus program : programs(client)) {
            if (isUnkept(program)) {
                unkept.add(program.name());
            } else if (isNamed() && request.query().run().orElse(0) > program.run()) {
                beyond.add(SafeText.of(program.name()) + " has had " + runs(program.run()));
            } else {
                others.add(program.name());
            }
        }
        List<String> said = new ArrayList<>();
        if (!unkept.isEmpty()) {
            said.add("nothing is kept of " + names(unkept) + " (log.mode)");
        }
        said.addAll(beyond);
        boolean isOfPast = !found && !request.follows() && request.showsPast();
        if (isOfPast && (said.isEmpty() || !others.isEmpty())) {
            said.add(nothing(others));
        }
        if (!said.isEmpty()) {
            context.error(String.join("; ", said));
        }
    }

    /** Say it of programs whose files were read. */
    void tell(Collection<String> programs) {
        if (request.showsPast()) {
            context.error(nothing(programs));
        }
    }

    /** Of who has run since the supervisor began there is something to say if it is kept at all. */
    private static boolean isUnkept(ProgramStatus program) {
        boolean hasRun = program.pid().isPresent() || program.restarts() > 0;
        return hasRun && program.output().isEmpty();
    }

    /** A program that was removed may be unknown by now. */
    private List<ProgramStatus> programs(ProcmonClient client) {
        try {
            return client.programs(request.query().programs()).programs();
        } catch (ClientException e) {
            if (e.reason() != ClientException.Cause.REFUSED) {
                throw e;
            }
            return List.of();
        }
    }

    private String nothing(Collection<String> programs) {
        if (!isNamed()) {
            return "nothing was found";
        }
        return "nothing was found of "
                + names(programs.isEmpty() ? request.query().programs() : programs);
    }

    private boolean isNamed() {
        return !request.query().programs().isEmpty();
    }

    private static String runs(long runs) {
        return runs == 0 ? "no run yet" : runs == 1 ? "1 run" : runs + " runs";
    }

    private static String names(Collection<String> names) {
        return SafeText.of(String.join(", ", names));
    }
}
