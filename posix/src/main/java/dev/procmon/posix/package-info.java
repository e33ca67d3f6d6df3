// SPDX-License-Identifier: Apache-2.0

/** What this module throws. */
@NullMarked
package dev.procmon.posix;

import org.jspecify.annotations.NullMarked;
