// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.util.List;

/** What became of reading a configuration. */
public sealed interface ConfigResult {

    /** Return what is allowed but hardly meant, in the order of the file. */
    List<Problem> warnings();

    /** The configuration can be used. */
    record Valid(Configuration configuration, List<Problem> warnings) implements ConfigResult {
        public Valid {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The configuration cannot be used.
     *
     * @param problems all that is wrong, in the order of the file; at least one
     */
    record Invalid(List<Problem> problems, List<Problem> warnings) implements ConfigResult {
        public Invalid {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }
}
