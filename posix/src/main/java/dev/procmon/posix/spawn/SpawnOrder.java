// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import java.util.List;
import java.util.Optional;

/**
 * All that the spawner thread needs to know, in bytes and numbers. Equality is identity.
 *
 * @param arguments the arguments; the first names the executable
 * @param environment the variables, each {@code NAME=value}
 * @param path the directories in which a name without a slash is looked up; the empty one is the working directory
 * @param directory the working directory; none for the supervisor's own
 * @param credentials as whom the child runs
 */
record SpawnOrder(
        List<byte[]> arguments,
        List<byte[]> environment,
        List<byte[]> path,
        Optional<byte[]> directory,
        Credentials credentials) {

    byte[] executable() {
        return arguments.getFirst();
    }
}
