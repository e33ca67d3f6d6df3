// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import dev.procmon.core.time.MonotonicTime;

/**
 * One incarnation of a child. Its number tells it from every other run of the same child, which a pid does not.
 *
 * @param number 1 for the first run of the child
 * @param startedAt when its spawn was asked for
 */
public record Run(long number, MonotonicTime startedAt) {}
