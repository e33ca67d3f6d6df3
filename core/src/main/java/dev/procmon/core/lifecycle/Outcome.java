// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.process.Ending;
import dev.procmon.core.time.MonotonicTime;

/**
 * What came of the last run.
 *
 * @param ending how it ended
 * @param success whether that was a success; never for a run that was ended because it was not well
 * @param at when it was over
 */
public record Outcome(Ending ending, boolean success, MonotonicTime at) {}
