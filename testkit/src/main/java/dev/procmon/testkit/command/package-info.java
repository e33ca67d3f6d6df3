// SPDX-License-Identifier: Apache-2.0
/** The commands under {@code tools/}: what they find they print, and they say how long it took. */
@NullMarked
package dev.procmon.testkit.command;

import org.jspecify.annotations.NullMarked;
