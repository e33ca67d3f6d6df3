// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.List;
import java.util.Map;

/**
 * What the meaning of a configuration depends on beside its text.
 *
 * @param profiles the chosen profiles; a later one wins over an earlier one
 * @param environment what {@code ${NAME}} stands for
 */
public record ReadOptions(List<String> profiles, Map<String, String> environment) {

    /** No profile, and no variable. */
    public static final ReadOptions NONE = new ReadOptions(List.of(), Map.of());

    public ReadOptions {
        profiles = List.copyOf(profiles);
        environment = Map.copyOf(environment);
    }

    /** Return the profiles alone: the environment may hold secrets, and this text may end up in a log. */
    @Override
    public String toString() {
        return "ReadOptions" + profiles;
    }
}
