// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What does not change about a running supervisor.
 *
 * @param name the name of the instance
 * @param pid its process
 * @param version which procmon it is
 * @param startedAt when it was started
 * @param config its configuration file, in full
 * @param profiles the profiles that are chosen
 * @param stateDirectory where it keeps its event log
 */
public record InstanceFacts(
        String name,
        long pid,
        String version,
        Instant startedAt,
        Optional<String> config,
        List<String> profiles,
        Optional<String> stateDirectory) {

    public InstanceFacts {
        profiles = List.copyOf(profiles);
    }
}
