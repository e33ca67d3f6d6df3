// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;

/**
 * What one child is made of: a program of a configuration, or one replica of it, with every default filled in and every
 * placeholder replaced.
 *
 * @param program what to run; its directory is always given, and its environment holds the variables of all sources
 * @param policy how to treat it
 * @param log what becomes of its output
 */
public record ProgramInstance(Program program, Policy policy, LogPolicy log) {

    /** Return the name alone: the environment may hold secrets, and this text may end up in a log. */
    @Override
    public String toString() {
        return "ProgramInstance[" + program.name() + "]";
    }
}
