// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * With what limits and rights a program runs, beside its {@link Identity}. What is left out stays the supervisor's. What the
 * kernel refuses makes the spawn fail; nothing is left out silently.
 *
 * @param umask the mask of permissions of new files, 0 to 0777 (umask(2))
 * @param nice -20 (first) to 19 (last) (nice(2))
 * @param outOfMemoryScore who is killed first when memory runs out, -1000 (never) to 1000 (proc(5), oom_score_adj)
 * @param limits limits of each process (setrlimit(2))
 * @param noNewPrivileges whether no program that it executes can gain rights by set-user-id bits (prctl(2))
 * @param processors on which processors it may run; all where empty (sched_setaffinity(2))
 * @param quota what it and all that it starts may use together
 */
public record Attributes(
        OptionalInt umask,
        OptionalInt nice,
        OptionalInt outOfMemoryScore,
        Map<Resource, ResourceLimit> limits,
        boolean noNewPrivileges,
        Set<Integer> processors,
        Quota quota) {

    /** The greatest number of a processor. */
    public static final int PROCESSOR_MAX = 1023;

    /** The supervisor's own. */
    public static final Attributes OWN = new Attributes(
            OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), false, Set.of(), Quota.NONE);

    public Attributes {
        check("umask", umask, 0, 0777);
        check("nice", nice, -20, 19);
        check("out-of-memory score", outOfMemoryScore, -1000, 1000);
        limits = limits.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(limits));
        processors = processors.isEmpty() ? Set.of() : Set.copyOf(new TreeSet<>(processors));
        for (int processor : processors) {
            check("processor", OptionalInt.of(processor), 0, PROCESSOR_MAX);
        }
    }

    /** Tell whether nothing is to be changed. Part by part: the first comparison of records in a process takes 10 ms. */
    public boolean isOwn() {
        return umask.isEmpty()
                && nice.isEmpty()
                && outOfMemoryScore.isEmpty()
                && limits.isEmpty()
                && !noNewPrivileges
                && processors.isEmpty()
                && quota.isNone();
    }

    private static void check(String what, OptionalInt value, int min, int max) {
        if (value.isPresent() && (value.getAsInt() < min || value.getAsInt() > max)) {
            throw new IllegalArgumentException(
                    what + " " + value.getAsInt() + " is not between " + min + " and " + max);
        }
    }
}
