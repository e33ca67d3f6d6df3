// SPDX-License-Identifier: Apache-2.0

/** What a command of the executable is: what it finds around it, and with what it ends. */
@NullMarked
package dev.procmon.cli.command;

import org.jspecify.annotations.NullMarked;
