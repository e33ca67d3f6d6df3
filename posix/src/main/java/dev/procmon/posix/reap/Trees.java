// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.core.process.SpawnFailure;
import dev.procmon.core.program.Program;
import dev.procmon.posix.cgroup.ControlGroups;
import dev.procmon.posix.cgroup.GroupResult;
import dev.procmon.posix.inbox.TaskInbox;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.processes.ProcessStat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides by what means the processes of a run are known: by a control group where this process may make some, and by looking
 * for them elsewhere. On the loop thread.
 */
public final class Trees {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Instruments kernel;
    private final Orphans orphans;
    private final Walker walker;
    private Optional<ControlGroups> groups;
    private boolean entryIsProved;
    private String own = "";

    /** By what means trees may be known. */
    public enum Means {
        /** Control groups, without a change to that of this process. */
        GROUPS,
        /** Control groups; this process may go into one below its own where only that makes a quota possible. */
        GROUPS_OF_ITS_OWN,
        /** No control groups. */
        WALKS
    }

    /**
     * Make trees for a loop.
     *
     * @param loop the tasks of the loop thread
     * @param orphans those whom this process has adopted
     */
    public Trees(Caller caller, Watches watches, TaskInbox loop, Later later, Orphans orphans, Means means) {
        this.kernel = Instruments.of(caller, watches, loop, later);
        this.orphans = orphans;
        this.walker = new Walker(orphans.ownPid());
        // Not at the first spawn, which somebody waits for: it takes 2 ms.
        this.groups = open(caller, means);
    }

    /** Make a tree for a run of a program. */
    public TreeResult make(Program program) {
        if (groups.isPresent()) {
            groups.get().removeStuck();
            GroupResult result = groups.get().make(program);
            if (result instanceof GroupResult.Made made) {
                return new TreeResult.Ready(new GroupTree(kernel, groups.get(), made.group()));
            }
            return new TreeResult.Refused(((GroupResult.Refused) result).failure());
        }
        Optional<SpawnFailure> refusal = ControlGroups.refusal(program);
        return refusal.isPresent() ? new TreeResult.Refused(refusal.get()) : new TreeResult.Ready(walked());
    }

    /**
     * Take note of a child that was spawned for a tree. Return the tree by which it is known, which is another where it has not
     * been born into its control group: a kernel or a filter of system calls may not allow that.
     */
    public Tree begun(Tree tree, int leader, int descriptor) {
        Tree actual = tree;
        if (!entryIsProved && tree instanceof GroupTree && !provesEntry(tree, leader)) {
            tree.discard();
            actual = walked();
            groups.ifPresent(ControlGroups::close);
            groups = Optional.empty();
        }
        actual.begun(leader, descriptor);
        return actual;
    }

    /** Return the directory of the control groups, where there is one. */
    public Optional<String> controlGroup() {
        return groups.isEmpty() ? Optional.empty() : Optional.of(groups.get().path());
    }

    /** Give up what is kept. Those who live do so. */
    public void close() {
        walker.close();
        groups.ifPresent(ControlGroups::close);
    }

    private boolean provesEntry(Tree tree, int leader) {
        entryIsProved = tree.holds(leader);
        return entryIsProved;
    }

    private Optional<ControlGroups> open(Caller caller, Means means) {
        return switch (means) {
            case GROUPS -> ControlGroups.open(caller, orphans.ownPid(), ControlGroups.OwnPlace.KEPT);
            case GROUPS_OF_ITS_OWN -> ControlGroups.open(caller, orphans.ownPid(), ControlGroups.OwnPlace.MAY_CHANGE);
            case WALKS -> Optional.empty();
        };
    }

    /**
     * A supervisor that is itself a run of another keeps the name of that run in those of its own. Each name begins and ends with
     * a character that stands nowhere else in it, so that none is found in another.
     */
    private Tree walked() {
        if (own.isEmpty()) {
            Optional<ProcessStat> stat = kernel.files().stat(orphans.ownPid());
            own = "/" + orphans.ownPid() + "-"
                    + (stat.isEmpty() ? 0 : stat.get().started()) + "-";
        }
        String name = own + NUMBER.incrementAndGet() + ";";
        String outer = System.getenv().getOrDefault(WalkedTree.VARIABLE, "");
        return new WalkedTree(kernel, orphans, walker, name, outer + name);
    }
}
