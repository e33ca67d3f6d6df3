// SPDX-License-Identifier: Apache-2.0

/**
 * Events: what happens to programs and what the supervisor does, put into words and fields once, and the log that keeps them. Whoever
 * shows, sends or stores something takes it from here.
 */
@NullMarked
package dev.procmon.daemon.events;

import org.jspecify.annotations.NullMarked;
