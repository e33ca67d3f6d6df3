// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits for what came of a request about a program. Where a later request wants the opposite, the earlier one is told: what it
 * waits for will not come. On the reactor thread.
 */
final class Contention {

    private final Map<ProgramName, List<Attempt>> open = new HashMap<>();

    /**
     * An attempt begins.
     *
     * @param what what it does, as a word: {@code stop}
     */
    void enter(Attempt attempt, String what) {
        for (Attempt earlier : List.copyOf(open.getOrDefault(attempt.name(), List.of()))) {
            if (earlier.wantsUp() != attempt.wantsUp()) {
                earlier.failed("overtaken by a " + what);
            }
        }
        open.computeIfAbsent(attempt.name(), _ -> new ArrayList<>(1)).add(attempt);
        var _ = attempt.outcome().whenComplete((_, _) -> leave(attempt));
    }

    private void leave(Attempt attempt) {
        List<Attempt> those = open.get(attempt.name());
        if (those != null && those.remove(attempt) && those.isEmpty()) {
            open.remove(attempt.name());
        }
    }
}
