// SPDX-License-Identifier: Apache-2.0

/** The commands of the executable that run without a daemon, one file each. */
@NullMarked
package dev.procmon.app.command;

import org.jspecify.annotations.NullMarked;
