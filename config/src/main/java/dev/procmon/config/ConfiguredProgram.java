// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import java.util.Optional;

/**
 * One program of a configuration, with every default filled in.
 *
 * @param program what to run; its directory is always given, and its environment holds the variables of all sources
 * @param policy how to treat it
 * @param log the file into which its output goes, if it has one of its own
 * @param variables where the variables of its environment come from: those of files may be secret and are not for
 *     display
 */
public record ConfiguredProgram(Program program, Policy policy, Optional<LogFile> log, VariableSources variables) {

    /** Return the name alone: the environment may hold secrets, and this text may end up in a log. */
    @Override
    public String toString() {
        return "ConfiguredProgram[" + program.name() + "]";
    }
}
