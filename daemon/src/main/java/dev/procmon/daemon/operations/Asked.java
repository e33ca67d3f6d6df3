// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.time.MonotonicTime;

/**
 * What was last asked of a program.
 *
 * @param what the word of the action: {@code stop}
 * @param wantsUp whether it was to be up after it
 * @param caller who has asked
 * @param at when
 */
record Asked(String what, boolean wantsUp, String caller, MonotonicTime at) {}
