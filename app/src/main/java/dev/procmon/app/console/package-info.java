// SPDX-License-Identifier: Apache-2.0

/**
 * What the foreground shows: lines of programs, what becomes of them, and what the supervisor does, as text for people or as
 * JSON for programs. Everything here happens on the output thread of the reactor, which keeps the order and needs no locks.
 */
@NullMarked
package dev.procmon.app.console;

import org.jspecify.annotations.NullMarked;
