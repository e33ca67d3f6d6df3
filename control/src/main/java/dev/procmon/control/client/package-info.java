// SPDX-License-Identifier: Apache-2.0

/** A client of a running supervisor. Start at {@link dev.procmon.control.client.ProcmonClient}. */
@NullMarked
package dev.procmon.control.client;

import org.jspecify.annotations.NullMarked;
