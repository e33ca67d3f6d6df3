// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.core.program.ProgramName;
import java.util.Optional;

/**
 * When a supervisor ends by itself.
 *
 * @param staysIdle whether it goes on when all programs have ended for good, for somebody may start them again
 * @param mainProgram the program with which it ends, and with whose exit code; empty where there is none
 */
public record EndRule(boolean staysIdle, Optional<ProgramName> mainProgram) {

    /** It ends when all programs have. */
    public static final EndRule WITH_THE_LAST = new EndRule(false, Optional.empty());
}
