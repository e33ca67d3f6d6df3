// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.Remnant;
import dev.procmon.posix.cgroup.ControlGroups;
import dev.procmon.posix.cgroup.RunGroup;
import dev.procmon.posix.libc.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A tree whose processes are those of a control group: the kernel knows them, whatever they do to their session, their parent
 * or their environment.
 *
 * <p>That nobody is left is learnt by removing the directory, which the kernel refuses for as long as somebody lives. Only
 * then is a descriptor opened that tells of the end of the last one.
 */
final class GroupTree implements Tree {

    /** Memory is summed up over so many, which takes 10 ms; what the others use is not counted. */
    private static final int SUMMED_UP_MAX = 1024;

    private final Instruments kernel;
    private final ControlGroups groups;
    private final RunGroup group;
    private final Leader leader = new Leader();
    private Optional<Integer> events = Optional.empty();

    GroupTree(Instruments kernel, ControlGroups groups, RunGroup group) {
        this.kernel = kernel;
        this.groups = groups;
        this.group = group;
    }

    @Override
    public Optional<String> controlGroup() {
        return Optional.of(group.path());
    }

    @Override
    public Optional<String> variable() {
        return Optional.empty();
    }

    @Override
    public void begun(int pid, int descriptor) {
        leader.begun(pid, descriptor);
    }

    @Override
    public void discard() {
        groups.remove(group);
    }

    @Override
    public int signal(int signal) {
        if (signal != Delivery.KILL) {
            return new GroupSending(kernel, group, leader, signal, GroupSending.SLICE).step();
        }
        int killed = group.kill();
        if (killed >= 0) {
            // A leader that has put itself into another group is not left out.
            return GroupSending.better(killed, leader.send(kernel.delivery(), signal));
        }
        // The file is newer than control groups are (Linux 5.14). Who is held cannot start another before it is killed.
        group.freeze(true);
        int result = new GroupSending(kernel, group, leader, signal, GroupSending.AT_ONCE).step();
        group.freeze(false);
        return result == -Errno.ESRCH && killed != -Errno.ENOENT ? killed : result;
    }

    @Override
    public void leaderReaped() {
        leader.reaped();
    }

    @Override
    public void follow(int main) {}

    @Override
    public void awaitEnd(End end) {
        if (group.remove()) {
            end.nobodyIsLeft();
            return;
        }
        if (!group.members().isEmpty()) {
            end.othersLive();
        }
        watch(end);
    }

    @Override
    public boolean holds(int pid) {
        return leader.is(pid) || group.holds(kernel.files(), pid);
    }

    @Override
    public List<Remnant> remnants() {
        List<Remnant> remnants = new ArrayList<>();
        for (int pid : group.members()) {
            Optional<Remnant> remnant =
                    remnants.size() < REMNANTS_MAX ? kernel.files().describe(pid) : Optional.empty();
            remnant.ifPresent(remnants::add);
        }
        return remnants;
    }

    @Override
    public OptionalLong residentMemory() {
        OptionalLong counted = group.memory();
        if (counted.isPresent()) {
            return counted;
        }
        List<Integer> members = group.members();
        long sum = 0;
        for (int pid : members.subList(0, Math.min(members.size(), SUMMED_UP_MAX))) {
            sum += kernel.files().residentMemory(pid);
        }
        return members.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    @Override
    public boolean ranOutOfMemory() {
        return group.killedForMemory() > 0;
    }

    @Override
    public void abandon() {
        events.ifPresent(kernel.watches()::close);
        events = Optional.empty();
        groups.remove(group);
    }

    private void watch(End end) {
        int descriptor = group.openEvents();
        if (descriptor >= 0) {
            boolean populated = group.isPopulated(descriptor);
            descriptor = kernel.watches().addChanges(descriptor, () -> look(end));
            if (descriptor >= 0 && !populated) {
                events = Optional.of(descriptor);
                look(end);
                return;
            }
        }
        if (descriptor == -Errno.ENOENT) {
            end.nobodyIsLeft();
        } else if (descriptor < 0) {
            // No descriptor is free, which will not stay so.
            kernel.later().later(() -> watch(end));
        } else {
            events = Optional.of(descriptor);
        }
    }

    private void look(End end) {
        if (events.isPresent() && !group.isPopulated()) {
            kernel.watches().close(events.get());
            events = Optional.empty();
            groups.remove(group);
            end.nobodyIsLeft();
        }
    }
}
