// SPDX-License-Identifier: Apache-2.0

/** Reads what children write, on a thread of its own, so that slow readers of output hold up no restart. */
@NullMarked
package dev.procmon.posix.capture;

import org.jspecify.annotations.NullMarked;
