// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.libc.PidFds;
import dev.procmon.posix.libc.Subreaper;
import dev.procmon.posix.processes.ProcessFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Processes that have become children of this one because their parents have ended: those of its descendants where it is a
 * subreaper (PR_SET_CHILD_SUBREAPER, prctl(2)), and of its whole namespace of pids where it is process 1. They are to be
 * reaped, or each would stay as a zombie for as long as this process lives.
 *
 * <p>The kernel gives them to the first thread of a process, and lists the children of each thread, so that they are not
 * mistaken for children that another thread has spawned. Nothing tells of the end of one: it is looked for.
 */
public final class Orphans {

    private static final int PROCESS_ONE = 1;

    /** So far up the parents of a process are followed. */
    static final int GENERATIONS_MAX = 64;

    private final ProcessFiles files;
    private final PidFds processes;
    private final Subreaper subreaper;
    private final int ownPid;
    private final boolean comeHere;
    private final boolean switchedOn;
    private final Set<Integer> kept = new HashSet<>();

    /**
     * Begin to adopt orphans, or leave all as it is.
     *
     * @param wanted whether they are wanted; process 1 has them anyway
     */
    public Orphans(Caller caller, boolean wanted) {
        this.files = new ProcessFiles(caller);
        this.processes = new PidFds(caller);
        this.subreaper = new Subreaper(caller);
        this.ownPid = subreaper.ownPid();
        boolean listed = (wanted || ownPid == PROCESS_ONE)
                && files.childrenOfOwnThread(ownPid).isPresent();
        this.switchedOn = wanted && listed && !subreaper.isOn() && subreaper.set(true) >= 0;
        this.comeHere = listed && (ownPid == PROCESS_ONE || subreaper.isOn());
    }

    /** Tell whether orphans become children of this process. */
    public boolean comeHere() {
        return comeHere;
    }

    /** Return the pid of this process. */
    public int ownPid() {
        return ownPid;
    }

    /** Leave a child to somebody else, who reaps it. */
    public void keep(int pid) {
        kept.add(pid);
    }

    /** Nobody else reaps a child of this pid. */
    public void release(int pid) {
        kept.remove(pid);
    }

    /** Reap those who have ended. */
    public void reap() {
        for (int pid : adopted()) {
            processes.reapByPid(pid);
        }
    }

    /** Return those who were adopted and not reaped. */
    List<Integer> adopted() {
        if (!comeHere) {
            return List.of();
        }
        List<Integer> children = files.childrenOfOwnThread(ownPid).orElse(List.of());
        children.removeIf(kept::contains);
        return children;
    }

    /** Adopt no longer, if that was begun here. */
    public void close() {
        if (switchedOn) {
            subreaper.set(false);
        }
    }
}
