// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** How a program is given its listening sockets: by the protocol of sd_listen_fds(3). */
final class SocketExtras {

    private static final int FIRST = 3;

    private SocketExtras() {}

    /** Add the sockets of a program, in its order. */
    static Extras add(Extras extras, Program program, int[] sockets) {
        List<Extras.Passed> descriptors = new ArrayList<>(extras.descriptors());
        StringJoiner names = new StringJoiner(":");
        for (int i = 0; i < sockets.length; i++) {
            descriptors.add(new Extras.Passed(sockets[i], FIRST + i));
            names.add(program.sockets().get(i).name());
        }
        List<String> variables = new ArrayList<>(extras.variables());
        variables.add("LISTEN_FDS=" + sockets.length);
        variables.add("LISTEN_FDNAMES=" + names);
        List<String> pidVariables = new ArrayList<>(extras.pidVariables());
        pidVariables.add("LISTEN_PID");
        return new Extras(extras.controlGroup(), descriptors, variables, pidVariables);
    }
}
