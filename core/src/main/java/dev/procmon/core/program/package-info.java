// SPDX-License-Identifier: Apache-2.0

/** What to run: the immutable description of a program. */
@NullMarked
package dev.procmon.core.program;

import org.jspecify.annotations.NullMarked;
