// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.ChildEvent;
import dev.procmon.core.lifecycle.ChildState;
import dev.procmon.core.lifecycle.Reason;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;

/**
 * A child went from one state to another, or did something within a state, such as sending KILL once more.
 *
 * @param program the name of the child
 * @param role what it is to its name
 * @param from what it was doing
 * @param event what happened
 * @param to what it is doing now
 * @param reason why
 * @param at when
 */
public record ChildTransition(
        ProgramName program,
        Role role,
        ChildState from,
        ChildEvent event,
        ChildState to,
        Reason reason,
        MonotonicTime at) {}
