// SPDX-License-Identifier: Apache-2.0

/** Text on a terminal: what is harmless, how wide it is, how it looks. */
@NullMarked
package dev.procmon.cli.text;

import org.jspecify.annotations.NullMarked;
