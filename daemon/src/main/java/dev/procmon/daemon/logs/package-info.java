// SPDX-License-Identifier: Apache-2.0

/**
 * The log files of programs: what a program writes, to the byte, in files that are rotated at line ends. Start at {@link
 * dev.procmon.daemon.logs.LogStore}.
 */
@NullMarked
package dev.procmon.daemon.logs;

import org.jspecify.annotations.NullMarked;
