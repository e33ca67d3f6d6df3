// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;

/**
 * What one replica of a program is made of.
 *
 * @param program what it runs, under the name of the replica
 * @param policy how it is treated
 * @param relations how it depends on others
 */
public record Replica(Program program, Policy policy, Relations relations) {}
