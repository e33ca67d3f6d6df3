// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.core.program.Attributes;
import dev.procmon.core.program.Stdio;
import java.util.List;
import java.util.Optional;

/**
 * All that the spawner thread needs to know, in bytes and numbers. Equality is identity.
 *
 * @param arguments the arguments; the first names the executable
 * @param environment the variables, each {@code NAME=value}
 * @param pidVariables how many of the variables, the last ones, end in room for the pid of the child
 * @param path the directories in which a name without a slash is looked up; the empty one is the working directory
 * @param directory the working directory; none for the supervisor's own
 * @param credentials as whom the child runs
 * @param attributes with what limits and rights it runs
 * @param passed the descriptors that it gets beside the standard ones
 * @param controlGroup the directory of the control group that it begins in
 * @param stdio where its standard output and error go
 */
record SpawnOrder(
        List<byte[]> arguments,
        List<byte[]> environment,
        int pidVariables,
        List<byte[]> path,
        Optional<byte[]> directory,
        Credentials credentials,
        Attributes attributes,
        List<Extras.Passed> passed,
        Optional<byte[]> controlGroup,
        Stdio stdio) {

    /** Make an order without anything special: the supervisor's own identity, limits and control group. */
    static SpawnOrder plain(
            List<byte[]> arguments, List<byte[]> environment, List<byte[]> path, Optional<byte[]> directory) {
        return new SpawnOrder(
                arguments,
                environment,
                0,
                path,
                directory,
                Credentials.OWN,
                Attributes.OWN,
                List.of(),
                Optional.empty(),
                Stdio.CAPTURED);
    }

    byte[] executable() {
        return arguments.getFirst();
    }
}
