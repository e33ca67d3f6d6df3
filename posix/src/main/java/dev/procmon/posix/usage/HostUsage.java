// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.usage;

import dev.procmon.core.process.Remnant;
import dev.procmon.posix.libc.Caller;
import dev.procmon.posix.processes.ProcessFiles;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what runs use: one look at {@code /proc}, however many runs are asked for. A look takes some 15 microseconds for each
 * process of the host, so it is never taken on the reactor thread. A process is one of a run that is in the session of its leader, or
 * that descends from one that is. Who has left the session and lost its parent is not counted: to find it costs a look at
 * every environment.
 */
public final class HostUsage {

    /** A chain of parents that is longer was seen while it changed. */
    private static final int GENERATIONS_MAX = 1_000;

    private final Map<Integer, UsageStat> stats = new HashMap<>();
    private final Map<Integer, Integer> leaders = new HashMap<>();
    private final Set<Integer> wanted = new HashSet<>();

    private HostUsage(Collection<Long> leaders) {
        for (long each : leaders) {
            wanted.add(Math.toIntExact(each));
        }
    }

    /** Return what the runs of these leaders use; of one that has gone with all its processes, that it uses nothing. */
    public static Map<Long, TreeUsage> of(Collection<Long> leaders) {
        Map<Long, TreeUsage> usage = new HashMap<>();
        for (long each : leaders) {
            usage.put(each, TreeUsage.NONE);
        }
        try (Caller caller = Caller.ofThisThread()) {
            ProcessFiles files = new ProcessFiles(caller);
            HostUsage look = new HostUsage(leaders);
            look.take(files);
            int pageSize = files.pageSize();
            for (UsageStat stat : look.stats.values()) {
                int leader = look.leaderOf(stat.pid());
                if (leader > 0 && !stat.ended()) {
                    usage.computeIfPresent((long) leader, (_, sum) -> sum.plus(stat, pageSize));
                }
            }
        }
        return usage;
    }

    /** Return the processes of the run of a leader, no more than so many, those with the least pid first. */
    public static List<Remnant> members(long leader, int max) {
        List<Integer> pids = new ArrayList<>();
        List<Remnant> members = new ArrayList<>();
        try (Caller caller = Caller.ofThisThread()) {
            ProcessFiles files = new ProcessFiles(caller);
            HostUsage look = new HostUsage(List.of(leader));
            look.take(files);
            for (UsageStat stat : look.stats.values()) {
                if (!stat.ended() && look.leaderOf(stat.pid()) > 0) {
                    pids.add(stat.pid());
                }
            }
            pids.sort(null);
            for (int pid : pids) {
                Optional<Remnant> member = members.size() < max ? files.describe(pid) : Optional.empty();
                member.ifPresent(members::add);
            }
        }
        return members;
    }

    private void take(ProcessFiles files) {
        String[] names = new File("/proc").list();
        if (names == null) {
            return;
        }
        for (String name : names) {
            if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                int pid = Integer.parseInt(name);
                Optional<String> text = files.statText(pid);
                Optional<UsageStat> stat = text.isEmpty() ? Optional.empty() : UsageStat.parse(pid, text.get());
                if (stat.isPresent()) {
                    stats.put(pid, stat.get());
                }
            }
        }
    }

    /** Return the leader of the run that a process belongs to, or 0. */
    private int leaderOf(int pid) {
        int at = pid;
        Integer leader = null;
        List<Integer> way = new ArrayList<>(4);
        while (leader == null && way.size() < GENERATIONS_MAX) {
            UsageStat stat = stats.get(at);
            Integer known = leaders.get(at);
            if (known != null) {
                leader = known;
            } else if (wanted.contains(at)) {
                leader = at;
            } else if (stat == null || at == 1) {
                leader = 0;
            } else if (wanted.contains(stat.session())) {
                leader = stat.session();
            } else {
                way.add(at);
                at = stat.parent();
            }
        }
        int found = leader == null ? 0 : leader;
        for (int each : way) {
            leaders.put(each, found);
        }
        return found;
    }
}
