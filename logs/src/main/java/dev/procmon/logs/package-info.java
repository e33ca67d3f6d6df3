// SPDX-License-Identifier: Apache-2.0

/** The files into which output goes, and how they are read. */
@NullMarked
package dev.procmon.logs;

import org.jspecify.annotations.NullMarked;
