// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;
import dev.procmon.core.program.ProgramName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a receiver is to get.
 *
 * @param forward who it is
 * @param since of which programs, each from which time on where nothing was delivered of it yet
 * @param others the programs whose output is not for it; those that stand nowhere have been removed, and what they have written still is
 */
record Wanted(Forward forward, Map<String, Instant> since, Set<String> others) {

    Wanted {
        since = Map.copyOf(since);
        others = Set.copyOf(others);
    }

    /** Return from when on a program is forwarded, if it is; replicas by the name of their family. */
    Optional<Instant> since(String program) {
        return Optional.ofNullable(since.getOrDefault(program, since.get(family(program))));
    }

    /** Tell whether the output of a program is not for it. */
    boolean isOther(String program) {
        return others.contains(program) || others.contains(family(program));
    }

    private static String family(String program) {
        return new ProgramName(program).family().value();
    }
}
