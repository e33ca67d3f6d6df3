// SPDX-License-Identifier: Apache-2.0

/** Listening sockets that are bound once and outlive the runs of the programs that they are passed to. */
@NullMarked
package dev.procmon.posix.sockets;

import org.jspecify.annotations.NullMarked;
