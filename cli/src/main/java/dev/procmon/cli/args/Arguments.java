// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a command, read by {@link ArgumentReader}.
 *
 * @param values the values of the options that were given, by name; none for an option that takes none
 * @param operands what was given beside options, in order
 */
public record Arguments(Map<String, List<String>> values, List<String> operands) {

    public Arguments {
        values = Map.copyOf(values);
        operands = List.copyOf(operands);
    }

    /** Tell whether an option was given. */
    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** Return all values of an option, in the order in which they were given. */
    public List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** Return the value of an option, if it was given. */
    public Optional<String> value(String option) {
        List<String> all = all(option);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }
}
