// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.Remnant;
import dev.procmon.posix.cgroup.ControlGroups;
import dev.procmon.posix.cgroup.RunGroup;
import dev.procmon.posix.libc.Errno;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A tree whose processes are those of a control group: the kernel knows them, whatever they do to their session, their parent
 * or their environment.
 *
 * <p>That nobody is left is learnt by removing the directory, which the kernel refuses for as long as somebody lives. Only
 * then is a descriptor opened that tells of the end of the last one.
 */
final class GroupTree implements Tree {

    /** So many are signalled by descriptors that are open at the same time. */
    private static final int AT_A_TIME = 64;

    /** After so many looks those who are forked faster than they are signalled are left to the next signal. */
    private static final int LOOKS_MAX = 16;

    /** Memory is summed up over so many, which takes 10 ms; what the others use is not counted. */
    private static final int SUMMED_UP_MAX = 1024;

    private final Instruments kernel;
    private final ControlGroups groups;
    private final RunGroup group;
    private boolean leaderLives;
    private int leader;
    private int leaderDescriptor;
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
        leader = pid;
        leaderDescriptor = descriptor;
        leaderLives = true;
    }

    @Override
    public void discard() {
        groups.remove(group);
    }

    @Override
    public int signal(int signal) {
        if (signal != Delivery.KILL) {
            return signalEach(signal);
        }
        int killed = group.kill();
        if (killed >= 0) {
            // A leader that has put itself into another group is not left out.
            return better(killed, signalLeader(signal));
        }
        // The file is newer than control groups are (Linux 5.14). Who is held cannot start another before it is killed.
        group.freeze(true);
        int result = signalEach(signal);
        group.freeze(false);
        return result == -Errno.ESRCH && killed != -Errno.ENOENT ? killed : result;
    }

    @Override
    public void leaderGone(End end) {
        leaderLives = false;
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
        return (leaderLives && pid == leader) || group.holds(kernel.files(), pid);
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

    /** Signal all, look who has come meanwhile, and signal those too. */
    private int signalEach(int signal) {
        Set<Integer> done = new HashSet<>();
        int result = -Errno.ESRCH;
        List<Integer> members = group.members();
        for (int look = 0; look < LOOKS_MAX; look++) {
            members.removeIf(done::contains);
            if (members.isEmpty()) {
                break;
            }
            done.addAll(members);
            for (int from = 0; from < members.size(); from += AT_A_TIME) {
                List<Integer> some = members.subList(from, Math.min(members.size(), from + AT_A_TIME));
                result = better(result, signalSome(some, signal));
            }
            members = group.members();
        }
        return done.contains(leader) ? result : better(result, signalLeader(signal));
    }

    private int signalLeader(int signal) {
        return leaderLives ? kernel.delivery().send(leaderDescriptor, signal) : -Errno.ESRCH;
    }

    /**
     * Signal processes of which each is a member once more after its descriptor was opened: so the descriptor stands for a member
     * and not for somebody who has got the pid of one that has gone.
     */
    private int signalSome(List<Integer> pids, int signal) {
        int[] opened = new int[pids.size()];
        for (int i = 0; i < opened.length; i++) {
            boolean known = leaderLives && pids.get(i) == leader;
            opened[i] = known ? leaderDescriptor : kernel.processes().open(pids.get(i));
        }
        boolean onlyTheLeader = leaderLives && opened.length == 1 && opened[0] == leaderDescriptor;
        Set<Integer> members = onlyTheLeader ? Set.of(leader) : new HashSet<>(group.members());
        int result = -Errno.ESRCH;
        for (int i = 0; i < opened.length; i++) {
            if (opened[i] < 0) {
                result = better(result, opened[i]);
                continue;
            }
            if (members.contains(pids.get(i))) {
                result = better(result, kernel.delivery().send(opened[i], signal));
            }
            if (!leaderLives || opened[i] != leaderDescriptor) {
                kernel.descriptors().close(opened[i]);
            }
        }
        return result;
    }

    /** One who was reached is success; an error is told rather than that somebody has gone. */
    private static int better(int one, int other) {
        if (one >= 0 || other >= 0) {
            return Math.max(one, other);
        }
        return one == -Errno.ESRCH ? other : one;
    }
}
