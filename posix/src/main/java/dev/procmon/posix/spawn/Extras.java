// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import java.util.List;
import java.util.Optional;

/**
 * What one run is given beside what its program says.
 *
 * @param controlGroup the directory of the control group that it is put into before its first instruction (cgroups(7), version 2)
 * @param descriptors descriptors of this process that it gets
 * @param variables variables of its environment, as {@code NAME=value}
 * @param pidVariables names of variables whose value is its own pid, such as {@code LISTEN_PID}
 */
public record Extras(
        Optional<String> controlGroup, List<Passed> descriptors, List<String> variables, List<String> pidVariables) {

    /** Nothing. */
    public static final Extras NONE = new Extras(Optional.empty(), List.of(), List.of(), List.of());

    /**
     * A descriptor that is passed.
     *
     * @param descriptor its number here; it stays open
     * @param number its number there, 3 or greater
     */
    public record Passed(int descriptor, int number) {}

    public Extras {
        descriptors = List.copyOf(descriptors);
        variables = List.copyOf(variables);
        pidVariables = List.copyOf(pidVariables);
    }
}
