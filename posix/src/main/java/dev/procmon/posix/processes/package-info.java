// SPDX-License-Identifier: Apache-2.0

/** What /proc shows of processes (proc(5)). */
@NullMarked
package dev.procmon.posix.processes;

import org.jspecify.annotations.NullMarked;
