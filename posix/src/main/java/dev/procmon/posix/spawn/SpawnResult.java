// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

/** What became of an order. */
sealed interface SpawnResult {

    /** There is a child, which runs the program. */
    record Spawned(int pid) implements SpawnResult {}

    /** There is no child. */
    record Refused(Refusal refusal) implements SpawnResult {}

    static SpawnResult refused(Refusal.Step step, int errno) {
        return new Refused(Refusal.at(step, errno));
    }
}
