// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.Remnant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** All processes that come of one spawn: who they are, how to reach them, and when nobody is left. On the loop thread. */
public interface Tree {

    /** So many of those who live are named. */
    int REMNANTS_MAX = 20;

    /** Is told how a tree ends, once the process that counts is gone. */
    interface End {

        /** Others live on. At most once, and before the end of the tree. */
        void othersLive();

        /** Nobody lives. Once. */
        void nobodyIsLeft();
    }

    /** Return the control group that the leader has to be born into, if any. */
    Optional<String> controlGroup();

    /** Return the variable that the leader has to find in its environment, as {@code NAME=value}, if any. */
    Optional<String> variable();

    /** The leader was spawned, and was not reaped yet. */
    void begun(int leader, int descriptor);

    /** There will be no leader. Nothing else is called afterwards. */
    void discard();

    /**
     * Send a signal to all who live. Those who are stopped go on, where they could not take it otherwise. Return a negated errno
     * where nobody has got it: ESRCH where nobody is left, for all that is known.
     */
    int signal(int signal);

    /** The leader was reaped: its pid may be somebody else's, and its descriptor is closed. */
    void leaderReaped();

    /** A process of the tree is the one that counts from now on. */
    void follow(int main);

    /** Tell, maybe within this call, when nobody is left. Once, after {@link #leaderReaped}. */
    void awaitEnd(End end);

    /** Tell whether a process belongs to the tree. */
    boolean holds(int pid);

    /** Return who lives, but not more than {@link #REMNANTS_MAX}. */
    List<Remnant> remnants();

    /** Return how many bytes of memory they have in use together, as far as that is known. */
    OptionalLong residentMemory();

    /** Tell whether the kernel has killed one of them because the memory that they may have together was used up. */
    boolean ranOutOfMemory();

    /** The reactor ends: watch nobody any longer. Those who live do so. */
    void abandon();
}
