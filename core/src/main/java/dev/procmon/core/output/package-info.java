// SPDX-License-Identifier: Apache-2.0

/** Bytes of a program's output into bounded, printable lines. */
@NullMarked
package dev.procmon.core.output;

import org.jspecify.annotations.NullMarked;
