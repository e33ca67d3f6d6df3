// SPDX-License-Identifier: Apache-2.0

/** The {@code procmon} executable: from the command line to the command, and the only way out. */
@NullMarked
package dev.procmon.app;

import org.jspecify.annotations.NullMarked;
