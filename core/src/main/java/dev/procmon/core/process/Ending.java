// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.process;

/** How a run came to its end: the process exited or was killed by a signal, or it could not be spawned at all. */
public sealed interface Ending permits ExitStatus, SpawnFailure {

    /** Say it in a few words for a person: {@code exited with 1}, {@code killed by TERM}. */
    String describe();
}
