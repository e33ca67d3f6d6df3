// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A valid configuration.
 *
 * @param file where it was read, by the path that was given
 * @param programs in the order of the file; at least one
 */
public record Configuration(Path file, List<ConfiguredProgram> programs) {

    public Configuration {
        programs = List.copyOf(programs);
    }
}
