// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.processes;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All processes of the host that /proc shows, as one look has found them. A look takes some 15 microseconds a process, so it
 * is never taken on the loop thread. It is no photograph: what starts or ends meanwhile may be missing or be there.
 */
public final class ProcessTable {

    private final Map<Integer, ProcessStat> byPid = new HashMap<>();
    private final Map<Integer, List<ProcessStat>> byParent = new HashMap<>();

    private ProcessTable() {}

    /** Look at all processes. */
    public static ProcessTable look(ProcessFiles files) {
        ProcessTable table = new ProcessTable();
        String[] names = new File("/proc").list();
        if (names != null) {
            for (String name : names) {
                if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                    files.stat(Integer.parseInt(name)).ifPresent(table::add);
                }
            }
        }
        return table;
    }

    /** Return the process that has a pid. */
    public Optional<ProcessStat> get(int pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /** Tell whether a process that was seen earlier lives. */
    public boolean lives(ProcessStat seen) {
        ProcessStat now = byPid.get(seen.pid());
        return now != null && now.isSameAs(seen) && !now.hasEnded();
    }

    /** Return the children of a process, those that have ended too. */
    public List<ProcessStat> children(int parent) {
        return byParent.getOrDefault(parent, List.of());
    }

    /** Return all processes, in no order. */
    public Iterable<ProcessStat> all() {
        return byPid.values();
    }

    private void add(ProcessStat stat) {
        byPid.put(stat.pid(), stat);
        byParent.computeIfAbsent(stat.parent(), _ -> new ArrayList<>()).add(stat);
    }
}
