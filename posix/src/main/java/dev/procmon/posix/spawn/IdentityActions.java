// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.ChildActions;
import dev.procmon.posix.libc.Errno;
import dev.procmon.posix.libc.Identities;
import dev.procmon.posix.spawn.Credentials.Groups;
import dev.procmon.posix.spawn.Refusal.Step;
import java.util.List;

/** How a child takes on the user and groups that it is to have. */
final class IdentityActions implements AutoCloseable {

    private final Identities identities;
    private final StringBlock block = new StringBlock();
    private final int[] users;
    private final int[] groups;
    private final List<Integer> supplementary;
    private final int dumpable;

    IdentityActions(Caller caller) {
        this.identities = new Identities(caller);
        this.users = identities.users();
        this.groups = identities.groups();
        this.supplementary = identities.supplementary();
        this.dumpable = identities.dumpable();
    }

    /** Tell whether a child with these credentials has another user or group than the supervisor. */
    boolean differ(Credentials wanted) {
        return userDiffers(wanted) || groupDiffers(wanted);
    }

    /** Add what is to be changed. The groups first and the user last, for the right to change them goes with the user. */
    void add(Credentials wanted, ChildActions actions, Steps steps) {
        if (wanted.groups() != Groups.KEPT && !hasExactly(wanted.supplementary())) {
            steps.begin(Step.GROUPS);
            actions.setSupplementary(wanted.supplementary().size(), block.numbers(wanted.supplementary()));
            if (wanted.groups() == Groups.OF_USER && !differ(wanted)) {
                actions.orElseAfter(Errno.EPERM);
            }
        }
        if (groupDiffers(wanted)) {
            steps.begin(Step.GROUP);
            actions.setGroup(wanted.group());
        }
        if (userDiffers(wanted)) {
            steps.begin(Step.USER);
            actions.setUser(wanted.user());
        }
    }

    /**
     * Undo what the child has done to its parent, with which it shared the memory: the kernel forbids core dumps of memory
     * whose user has changed. That was right as long as the child had it, for its user must not trace it.
     */
    void restore(Credentials wanted) {
        if (differ(wanted)) {
            identities.setDumpable(dumpable);
        }
    }

    @Override
    public void close() {
        block.close();
    }

    private boolean hasExactly(List<Integer> wanted) {
        return supplementary.size() == wanted.size() && supplementary.containsAll(wanted);
    }

    private boolean userDiffers(Credentials wanted) {
        return differs(wanted.user(), users);
    }

    private boolean groupDiffers(Credentials wanted) {
        return differs(wanted.group(), groups);
    }

    private static boolean differs(int wanted, int[] own) {
        return wanted != Credentials.UNCHANGED && (wanted != own[0] || wanted != own[1]);
    }
}
