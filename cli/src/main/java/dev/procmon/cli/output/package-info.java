// SPDX-License-Identifier: Apache-2.0

/** Where the lines of programs are read: from a supervisor, or from its files where there is none. */
@NullMarked
package dev.procmon.cli.output;

import org.jspecify.annotations.NullMarked;
