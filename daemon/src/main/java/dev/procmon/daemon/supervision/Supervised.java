// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.config.LogPolicy;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;

/**
 * A program to be supervised.
 *
 * @param program what to run
 * @param policy how to treat it
 * @param relations how it depends on others
 * @param log what becomes of its output
 */
public record Supervised(Program program, Policy policy, Relations relations, LogPolicy log) {}
