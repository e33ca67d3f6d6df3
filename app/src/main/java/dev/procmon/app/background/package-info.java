// SPDX-License-Identifier: Apache-2.0

/** How {@code up -d} starts a supervisor that stays when the command has ended. */
@NullMarked
package dev.procmon.app.background;

import org.jspecify.annotations.NullMarked;
