// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import dev.procmon.core.program.ProgramName;

/**
 * That a program is needed by another one.
 *
 * @param on the program that is needed; of one with replicas, all of them
 * @param condition what must be true of it
 * @param bond what its fate means later
 */
public record Need(ProgramName on, Condition condition, Bond bond) {}
