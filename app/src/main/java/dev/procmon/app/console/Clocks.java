// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.core.time.MonotonicTime;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What time it is.
 *
 * @param wall the time of day, for display only
 * @param monotonic the clock by which the length of things is measured
 */
public record Clocks(InstantSource wall, Supplier<MonotonicTime> monotonic) {}
