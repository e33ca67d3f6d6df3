// SPDX-License-Identifier: Apache-2.0

/**
 * All programs of one supervisor, from the start of the first to the end of the last. Start at {@link
 * dev.procmon.daemon.supervision.Supervision}.
 */
@NullMarked
package dev.procmon.daemon.supervision;

import org.jspecify.annotations.NullMarked;
