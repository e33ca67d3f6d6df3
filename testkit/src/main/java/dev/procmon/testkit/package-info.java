// SPDX-License-Identifier: Apache-2.0
/** A virtual reactor: a monotonic clock that stands still until it is advanced, ordered timers, and scripted children. */
@NullMarked
package dev.procmon.testkit;

import org.jspecify.annotations.NullMarked;
