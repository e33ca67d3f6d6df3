// SPDX-License-Identifier: Apache-2.0

/** The port to the world: monotonic time, timers, spawning and signalling. */
@NullMarked
package dev.procmon.core.reactor;

import org.jspecify.annotations.NullMarked;
