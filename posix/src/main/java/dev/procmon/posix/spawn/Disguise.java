// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Identities;
import dev.procmon.posix.libc.LibcException;
import dev.procmon.posix.spawn.Credentials.Groups;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The user and groups of a child, put on by the spawner thread and taken off again. The saved ids stay
 * the supervisor's, which is the way back for the thread; the child has none, for exec copies the effective ids over them.
 *
 * <p>While the thread has the user of the child, that user may signal it, and with it the supervisor: about 0.1 ms for each
 * spawn, by a thread id that it would have to guess. Only a helper program between fork and exec could avoid that.
 */
final class Disguise implements AutoCloseable {

    private final Identities identities;
    private final StringBlock block = new StringBlock();
    private final int[] users;
    private final int[] groups;
    private final List<Integer> supplementary;
    private final int dumpable;

    private boolean groupsChanged;
    private boolean idsChanged;

    Disguise(Caller caller) {
        this.identities = new Identities(caller);
        this.users = identities.users();
        this.groups = identities.groups();
        this.supplementary = identities.supplementary();
        this.dumpable = identities.dumpable();
    }

    /** Take on the identity of a child. What was taken on stays so after a refusal, too. */
    Optional<Refusal> putOn(Credentials wanted, int output, int error) {
        boolean userDiffers = differs(wanted.user(), users);
        boolean groupDiffers = differs(wanted.group(), groups);
        if (userDiffers || groupDiffers) {
            // So that the child can open /dev/stdout, which is this pipe, anew. It works without if that is refused.
            identities.changeOwner(output, wanted.user(), wanted.group());
            identities.changeOwner(error, wanted.user(), wanted.group());
        }
        boolean mayKeepGroups = wanted.groups() == Groups.OF_USER && !userDiffers && !groupDiffers;
        Optional<Refusal> refused = putOnGroups(wanted, mayKeepGroups);
        if (refused.isEmpty() && groupDiffers) {
            idsChanged = true;
            refused = refusal(Step.GROUP, identities.setGroups(wanted.group(), wanted.group(), groups[1]));
        }
        if (refused.isEmpty() && userDiffers) {
            idsChanged = true;
            refused = refusal(Step.USER, identities.setUsers(wanted.user(), wanted.user(), users[1]));
        }
        return refused;
    }

    /** Come back. Throw if that does not succeed: the thread must spawn nobody else then. */
    void takeOff() {
        if (idsChanged) {
            idsChanged = false;
            // The user first, for the right to change the groups comes with it.
            LibcException.check(identities.setUsers(users[0], users[1], users[2]), "setresuid, back");
            LibcException.check(identities.setGroups(groups[0], groups[1], groups[2]), "setresgid, back");
            if (!Arrays.equals(users, identities.users()) || !Arrays.equals(groups, identities.groups())) {
                throw new LibcException("the spawner thread has not got its own user and group back");
            }
            // The kernel forbids core dumps of a process that has changed its user. It is the same one again.
            identities.setDumpable(dumpable);
        }
        if (groupsChanged) {
            groupsChanged = false;
            LibcException.check(setSupplementary(supplementary), "setgroups, back");
        }
    }

    @Override
    public void close() {
        block.close();
    }

    private Optional<Refusal> putOnGroups(Credentials wanted, boolean mayKeep) {
        if (wanted.groups() == Groups.KEPT || hasExactly(wanted.supplementary())) {
            return Optional.empty();
        }
        int result = setSupplementary(wanted.supplementary());
        groupsChanged = result == 0;
        return result == -Errno.EPERM && mayKeep ? Optional.empty() : refusal(Step.GROUPS, result);
    }

    private int setSupplementary(List<Integer> ids) {
        return identities.setSupplementary(ids.size(), block.numbers(ids));
    }

    private boolean hasExactly(List<Integer> wanted) {
        return supplementary.size() == wanted.size() && supplementary.containsAll(wanted);
    }

    private static boolean differs(int wanted, int[] own) {
        return wanted != Credentials.UNCHANGED && (wanted != own[0] || wanted != own[1]);
    }

    private static Optional<Refusal> refusal(Step step, int result) {
        return result < 0 ? Optional.of(Refusal.at(step, -result)) : Optional.empty();
    }
}
