// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.notify;

import java.util.Optional;

/**
 * Takes for a member who is in the session of the leader, is the leader, or descends from such a one. Who has left the
 * session and has lost all ancestors is not recognized by this.
 */
public final class Kinship implements Membership {

    /** No tree of processes is so deep but one that is made to be. */
    private static final int GENERATIONS_MAX = 64;

    private static final int INIT = 1;

    private final int leader;

    /** Make the kinship of a run, by the pid of the process that was spawned. */
    public Kinship(int leader) {
        this.leader = leader;
    }

    @Override
    public Answer of(int pid) {
        Optional<ProcessEntry> entry = ProcessEntry.of(pid);
        if (entry.isEmpty()) {
            return Answer.GONE;
        }
        int ancestor = pid;
        for (int i = 0; i < GENERATIONS_MAX && entry.isPresent(); i++) {
            if (ancestor == leader || entry.get().session() == leader) {
                return Answer.MEMBER;
            }
            ancestor = entry.get().parent();
            if (ancestor <= INIT) {
                return Answer.STRANGER;
            }
            entry = ProcessEntry.of(ancestor);
        }
        return Answer.STRANGER;
    }
}
