// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.SpawnFailure;

/** What became of the wish for a tree. */
public sealed interface TreeResult {

    /** There is one, for one run. */
    record Ready(Tree tree) implements TreeResult {}

    /** There is none, and the program must not run. */
    record Refused(SpawnFailure failure) implements TreeResult {}
}
