// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.cgroup.RunGroup;
import dev.procmon.posix.libc.Errno;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends a signal to all of a control group, looks who has come meanwhile, and sends it to those too. Of very many each turn of
 * the loop takes some, so that nobody else waits: a process takes some 15 microseconds. On the loop thread.
 */
final class GroupSending implements Runnable {

    /** So many are signalled before others get their turn. */
    static final int SLICE = 256;

    /** All are signalled before anybody else gets a turn. */
    static final int AT_ONCE = Integer.MAX_VALUE;

    /** So many are signalled by descriptors that are open at the same time. */
    private static final int AT_A_TIME = 64;

    /** After so many looks those who are forked faster than they are signalled are left to the next signal. */
    private static final int LOOKS_MAX = 16;

    private final Instruments kernel;
    private final RunGroup group;
    private final Leader leader;
    private final int signal;
    private final int slice;
    private final Set<Integer> done = new HashSet<>();
    private int looks;

    GroupSending(Instruments kernel, RunGroup group, Leader leader, int signal, int slice) {
        this.kernel = kernel;
        this.group = group;
        this.leader = leader;
        this.signal = signal;
        this.slice = slice;
    }

    @Override
    public void run() {
        step();
    }

    /** Send to some. Return a negated errno where nobody of them has got it. */
    int step() {
        int result = -Errno.ESRCH;
        while (looks++ < LOOKS_MAX) {
            List<Integer> members = group.members();
            members.removeIf(done::contains);
            if (members.isEmpty()) {
                break;
            }
            List<Integer> some = members.subList(0, Math.min(members.size(), slice));
            result = better(result, sendTo(some));
            if (some.size() < members.size()) {
                looks--;
                kernel.loop().post(this);
                return result;
            }
        }
        return done.add(leader.pid()) ? better(result, leader.send(kernel.delivery(), signal)) : result;
    }

    private int sendTo(List<Integer> pids) {
        done.addAll(pids);
        int result = -Errno.ESRCH;
        for (int from = 0; from < pids.size(); from += AT_A_TIME) {
            List<Integer> some = pids.subList(from, Math.min(pids.size(), from + AT_A_TIME));
            result = better(result, signalSome(some));
        }
        return result;
    }

    /**
     * Signal processes of which each is a member once more after its descriptor was opened: so the descriptor stands for a member
     * and not for somebody who has got the pid of one that has gone.
     */
    private int signalSome(List<Integer> pids) {
        int[] opened = new int[pids.size()];
        for (int i = 0; i < opened.length; i++) {
            int pid = pids.get(i);
            opened[i] =
                    leader.is(pid) ? leader.descriptor() : kernel.processes().open(pid);
        }
        boolean onlyTheLeader = opened.length == 1 && leader.is(pids.getFirst());
        Set<Integer> members = onlyTheLeader ? Set.of(leader.pid()) : new HashSet<>(group.members());
        int result = -Errno.ESRCH;
        for (int i = 0; i < opened.length; i++) {
            if (opened[i] < 0) {
                result = better(result, opened[i]);
                continue;
            }
            if (members.contains(pids.get(i))) {
                result = better(result, kernel.delivery().send(opened[i], signal));
            }
            if (!leader.is(pids.get(i))) {
                kernel.descriptors().close(opened[i]);
            }
        }
        return result;
    }

    /** One who was reached is success; an error is told rather than that somebody has gone. */
    static int better(int one, int other) {
        if (one >= 0 || other >= 0) {
            return Math.max(one, other);
        }
        return one == -Errno.ESRCH ? other : one;
    }
}
