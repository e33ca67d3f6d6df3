// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.program.Program;

/**
 * What a run was begun as. An update does not touch it.
 *
 * @param program what it runs; its hooks and probes run as it does
 * @param health how its health is judged, up to its end
 */
record Origin(Program program, HealthPolicy health) {}
