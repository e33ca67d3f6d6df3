// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.reactor;

import dev.procmon.core.process.ExitStatus;
import dev.procmon.core.process.Notice;
import dev.procmon.core.process.SpawnFailure;

/** Is told of the life of one process and its tree, on the reactor thread. */
public interface ProcessListener {

    /** The process exists. */
    void spawned(long pid);

    /** There is no process, and nothing else will be told, neither here nor to the {@link OutputListener}. */
    void spawnFailed(SpawnFailure failure);

    /**
     * The leader has ended and was reaped, and others of its tree live on. {@link #exited} follows with the same status, once
     * they are gone too. Not told where nobody is left.
     */
    default void leaderExited(ExitStatus status) {}

    /**
     * The leader has ended, and nobody of its tree is left. What they have written may still be on its way.
     */
    void exited(ExitStatus status);

    /** A process of the tree says something. Between {@link #spawned} and {@link #exited}. */
    default void notified(Notice notice) {}

    /**
     * A message has come that does not count: of somebody who is not listened to, or one that is no message. Told of the
     * first of each kind. Between {@link #spawned} and {@link #exited}.
     *
     * @param why what it was and what is expected, for a person
     */
    default void unheard(String why) {}
}
