// SPDX-License-Identifier: Apache-2.0

/** Learns of the end of children, by process descriptors, and knows and reaches all processes that come of one: its tree. */
@NullMarked
package dev.procmon.posix.reap;

import org.jspecify.annotations.NullMarked;
