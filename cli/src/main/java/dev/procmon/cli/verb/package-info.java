// SPDX-License-Identifier: Apache-2.0

/** The commands that talk to a running supervisor, one file each. {@link dev.procmon.cli.verb.Verbs} has them all. */
@NullMarked
package dev.procmon.cli.verb;

import org.jspecify.annotations.NullMarked;
