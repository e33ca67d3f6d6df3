// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Handover;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one run is given beside what its program says.
 *
 * @param controlGroup the directory of the control group that it is put into before its first instruction (cgroups(7), version 2)
 * @param descriptors descriptors of this process that it gets, at most {@value #DESCRIPTORS_MAX}
 * @param variables variables of its environment, as {@code NAME=value}; they replace those of the program
 * @param pidVariables names of variables whose value is its own pid, such as {@code LISTEN_PID}; they replace all others
 */
public record Extras(
        Optional<String> controlGroup, List<Passed> descriptors, List<String> variables, List<String> pidVariables) {

    /** How many descriptors can be passed: as many as are handed over at a time, beside those for its output. */
    public static final int DESCRIPTORS_MAX = Handover.DESCRIPTORS_MAX - 2;

    /** Nothing. */
    public static final Extras NONE = new Extras(Optional.empty(), List.of(), List.of(), List.of());

    /**
     * A descriptor that is passed.
     *
     * @param descriptor its number here; it stays open, and has to until the spawn is answered
     * @param number its number there, 3 or greater
     */
    public record Passed(int descriptor, int number) {
        public Passed {
            if (number < 3) {
                throw new IllegalArgumentException("descriptor " + number + " is not 3 or greater");
            }
        }
    }

    public Extras {
        descriptors = List.copyOf(descriptors);
        variables = List.copyOf(variables);
        pidVariables = List.copyOf(pidVariables);
        if (descriptors.size() > DESCRIPTORS_MAX) {
            throw new IllegalArgumentException("more than " + DESCRIPTORS_MAX + " descriptors");
        }
        Set<Integer> numbers = new HashSet<>();
        for (Passed passed : descriptors) {
            if (!numbers.add(passed.number())) {
                throw new IllegalArgumentException("two descriptors are to be number " + passed.number());
            }
        }
    }

    /** Tell whether there is nothing. By hand: equals of a record is made at run time, and slow to make. */
    boolean isNone() {
        return controlGroup.isEmpty() && descriptors.isEmpty() && variables.isEmpty() && pidVariables.isEmpty();
    }
}
