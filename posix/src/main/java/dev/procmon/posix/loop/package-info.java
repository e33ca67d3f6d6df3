// SPDX-License-Identifier: Apache-2.0

/** The reactor itself: one thread that waits for everything and never for anything in particular. */
@NullMarked
package dev.procmon.posix.loop;

import org.jspecify.annotations.NullMarked;
