// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.core.order.Group;
import java.util.List;
import java.util.OptionalInt;

/**
 * All that is to be supervised.
 *
 * @param programs in the order in which they are shown and started
 * @param groups how they belong together
 * @param startingMax how many may be starting at a time; any number where empty
 */
public record Lineup(List<Supervised> programs, List<Group> groups, OptionalInt startingMax) {

    public Lineup {
        programs = List.copyOf(programs);
        groups = List.copyOf(groups);
    }

    /** Return a line-up of programs that have nothing to do with each other. */
    public static Lineup of(List<Supervised> programs) {
        return new Lineup(programs, List.of(), OptionalInt.empty());
    }
}
