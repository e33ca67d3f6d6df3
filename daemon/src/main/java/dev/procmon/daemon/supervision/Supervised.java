// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.supervision;

import dev.procmon.config.LogFile;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import java.util.Optional;

/**
 * A program to be supervised.
 *
 * @param program what to run
 * @param policy how to treat it
 * @param relations how it depends on others
 * @param log where its output goes beside the console
 */
public record Supervised(Program program, Policy policy, Relations relations, Optional<LogFile> log) {}
