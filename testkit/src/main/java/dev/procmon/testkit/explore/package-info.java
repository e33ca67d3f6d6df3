// SPDX-License-Identifier: Apache-2.0
/** Exhaustive exploration: every sequence of operations and events up to a length, with invariants checked after each step. */
@NullMarked
package dev.procmon.testkit.explore;

import org.jspecify.annotations.NullMarked;
