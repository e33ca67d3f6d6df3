// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.reap;

import dev.procmon.posix.processes.ProcessFiles;
import dev.procmon.posix.processes.ProcessStat;
import dev.procmon.posix.processes.ProcessTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the processes of a run without a control group. One belongs to it that is in the session of the leader, descends from
 * one that does, was found to belong to it before, or is an orphan in whose environment stands the name of the run.
 *
 * <p>Who leaves the session and loses its parent before anybody has looked, and has emptied its environment too, is not found.
 *
 * @param leader the pid of the leader
 * @param leaderLives whether it was not reaped yet
 * @param leaderStarted when it was started
 * @param name the name of the run, which no other has
 * @param known those who were found before
 */
record Kinship(int leader, boolean leaderLives, long leaderStarted, String name, List<ProcessStat> known) {

    Kinship {
        known = List.copyOf(known);
    }

    /** Return the same with others who were found before. */
    Kinship knowing(List<ProcessStat> others) {
        List<ProcessStat> all = new ArrayList<>(known);
        all.addAll(others);
        return new Kinship(leader, leaderLives, leaderStarted, name, all);
    }

    /** Return those of the run who live, the leader too. */
    List<ProcessStat> find(ProcessTable table, ProcessFiles files, int ownPid) {
        Set<Integer> ancestors = ancestors(table, ownPid);
        Map<Integer, ProcessStat> found = new HashMap<>();
        ArrayDeque<ProcessStat> descend = new ArrayDeque<>();
        for (ProcessStat each : known) {
            if (table.lives(each)) {
                descend.add(table.get(each.pid()).orElseThrow());
            }
        }
        if (leaderLives) {
            table.get(leader).ifPresent(descend::add);
        }
        boolean sessionIsTheirs = leaderLives || table.get(leader).isEmpty();
        for (ProcessStat each : table.all()) {
            boolean inSession = sessionIsTheirs && each.session() == leader;
            if (inSession || (ancestors.contains(each.parent()) && isNamed(each, files))) {
                descend.add(each);
            }
        }
        while (!descend.isEmpty()) {
            ProcessStat each = descend.remove();
            if (!each.hasEnded() && each.pid() != ownPid && found.put(each.pid(), each) == null) {
                descend.addAll(table.children(each.pid()));
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Tell whether a process that has become an orphan belongs to the run. */
    boolean holdsOrphan(ProcessStat orphan, ProcessFiles files) {
        if (orphan.session() == leader && (leaderLives || orphan.pid() != leader)) {
            return true;
        }
        for (ProcessStat each : known) {
            if (each.isSameAs(orphan)) {
                return true;
            }
        }
        return isNamed(orphan, files);
    }

    private boolean isNamed(ProcessStat each, ProcessFiles files) {
        return each.started() >= leaderStarted && !each.hasEnded() && files.environmentHolds(each.pid(), name);
    }

    /** Return this process and its ancestors: an orphan is given to one of them. */
    private static Set<Integer> ancestors(ProcessTable table, int ownPid) {
        Set<Integer> ancestors = new HashSet<>();
        int pid = ownPid;
        while (pid > 0 && ancestors.add(pid)) {
            pid = table.get(pid).isPresent() ? table.get(pid).get().parent() : 0;
        }
        return ancestors;
    }
}
