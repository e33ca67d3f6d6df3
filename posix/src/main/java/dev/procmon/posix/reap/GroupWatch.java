// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Descriptors;
import dev.procmon.posix.libc.Epoll;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.libc.Signals;
import java.util.HashMap;
import java.util.Map;

/**
 * Waits until nobody is left in the process group of a leader that has gone. On the loop thread.
 *
 * <p>A group keeps its number for as long as it has a member, so that a signal to it reaches the right ones. Its members are
 * found in /proc and watched by descriptors; whoever they have started meanwhile is found when the last of them has ended.
 */
public final class GroupWatch {

    private static final int NO_SIGNAL = 0;

    private final PidFds processes;
    private final Descriptors descriptors;
    private final Epoll epoll;
    private final Signals signals;
    private final Map<Integer, Group> byDescriptor = new HashMap<>();

    private static final class Group {

        private final int number;
        private final Runnable whenEmpty;
        private int watched;

        Group(int number, Runnable whenEmpty) {
            this.number = number;
            this.whenEmpty = whenEmpty;
        }
    }

    /** Make a watch for a loop. */
    public GroupWatch(Caller caller, Epoll epoll) {
        this.processes = new PidFds(caller);
        this.descriptors = new Descriptors(caller);
        this.signals = new Signals(caller);
        this.epoll = epoll;
    }

    /** Run something when a group has no member that lives; within this call, where that is so. */
    public void await(int group, Runnable whenEmpty) {
        look(new Group(group, whenEmpty));
    }

    /** Take note of an event on a descriptor. Return false where it belongs to somebody else. */
    public boolean ended(int descriptor) {
        Group group = byDescriptor.remove(descriptor);
        if (group == null) {
            return false;
        }
        forget(descriptor);
        group.watched--;
        if (group.watched == 0) {
            look(group);
        }
        return true;
    }

    /** Watch nobody any longer. */
    public void close() {
        byDescriptor.keySet().forEach(this::forget);
        byDescriptor.clear();
    }

    private void look(Group group) {
        if (signals.sendToGroup(group.number, NO_SIGNAL) != -Errno.ESRCH) {
            for (int pid : ProcessTable.members(group.number)) {
                watch(group, pid);
            }
        }
        if (group.watched == 0) {
            group.whenEmpty.run();
        }
    }

    private void watch(Group group, int pid) {
        int descriptor = processes.open(pid);
        if (descriptor < 0) {
            return;
        }
        // Between the look at /proc and the descriptor the pid may have become somebody else's.
        if (ProcessTable.isMember(pid, group.number) && epoll.addEdgeTriggered(descriptor) >= 0) {
            byDescriptor.put(descriptor, group);
            group.watched++;
        } else {
            descriptors.close(descriptor);
        }
    }

    private void forget(int descriptor) {
        epoll.remove(descriptor);
        descriptors.close(descriptor);
    }
}
