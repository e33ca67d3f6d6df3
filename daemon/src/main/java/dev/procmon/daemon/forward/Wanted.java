// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.forward;

import dev.procmon.config.Forward;
import java.time.Instant;
import java.util.Map;
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
}
