// SPDX-License-Identifier: Apache-2.0

/** Monotonic time as a type of its own, so that it cannot be mixed up with the time of day. */
@NullMarked
package dev.procmon.core.time;

import org.jspecify.annotations.NullMarked;
