// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import dev.procmon.control.client.ProcmonClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds supervisors, and connects to them. Where none is there, either this or the first call of the client says so, by {@link
 * dev.procmon.control.client.ClientException}.
 */
public interface Connections {

    /** Connect to an instance of this user. */
    ProcmonClient byName(String instance);

    /** Connect to the supervisor of a configuration file. */
    ProcmonClient byFile(Path config);

    /**
     * Connect over the network.
     *
     * @param url where
     * @param tokenFile the file with the token that says who one is
     */
    ProcmonClient byUrl(String url, Optional<Path> tokenFile);

    /**
     * Return where an instance of a name keeps what is to survive it, whether or not it runs: first the user's, then that of root, who may
     * have one of the same name.
     */
    List<Path> stateDirectories(String instance);

    /** Return the instances of this user that run, in the order of their names. */
    List<Running> running();

    /**
     * An instance that runs.
     *
     * @param name its name
     * @param config its configuration file, where it has one
     */
    record Running(String name, Optional<Path> config) {}
}
