// SPDX-License-Identifier: Apache-2.0

/** Scripts by which shells complete the command line, written from what commands and options there are. */
@NullMarked
package dev.procmon.cli.completion;

import org.jspecify.annotations.NullMarked;
