// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.cgroup;

import dev.procmon.core.process.SpawnFailure;

/** What became of the wish for a control group. */
public sealed interface GroupResult {

    /** There is one. */
    record Made(RunGroup group) implements GroupResult {}

    /** There is none, and the program must not run without it. */
    record Refused(SpawnFailure failure) implements GroupResult {}
}
