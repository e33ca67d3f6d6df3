// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.order.Group;
import java.nio.file.Path;
import java.util.List;

/**
 * A valid configuration. Names in relations and groups are those of programs and groups of it, and no relations form a circle.
 *
 * @param file where it was read, by the path that was given
 * @param settings what is said about the supervisor itself
 * @param programs in the order of the file; at least one
 * @param groups in the order of the file
 */
public record Configuration(Path file, Settings settings, List<ConfiguredProgram> programs, List<Group> groups) {

    public Configuration {
        programs = List.copyOf(programs);
        groups = List.copyOf(groups);
    }
}
