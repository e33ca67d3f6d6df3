// SPDX-License-Identifier: Apache-2.0

/** What the operating system says of a process: its exit status, the signals, the errors of a spawn. */
@NullMarked
package dev.procmon.core.process;

import org.jspecify.annotations.NullMarked;
