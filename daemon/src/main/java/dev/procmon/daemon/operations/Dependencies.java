// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.order.Need;
import dev.procmon.core.order.Relations;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which children come before which, by what they need and want. */
final class Dependencies {

    private final Map<ProgramName, Relations> relations = new LinkedHashMap<>();
    private final Map<ProgramName, List<ProgramName>> families = new HashMap<>();

    void add(ProgramName child, Relations its) {
        relations.put(child, its);
        families.computeIfAbsent(child.family(), _ -> new ArrayList<>()).add(child);
    }

    /** Return the children that one depends on directly. */
    List<ProgramName> before(ProgramName child) {
        List<ProgramName> before = new ArrayList<>();
        Relations its = relations.getOrDefault(child, Relations.NONE);
        for (ProgramName name : its.names()) {
            before.addAll(named(name));
        }
        return before;
    }

    /** Return the children that one needs directly. */
    List<ProgramName> needed(ProgramName child) {
        List<ProgramName> needed = new ArrayList<>();
        for (Need need : relations.getOrDefault(child, Relations.NONE).needs()) {
            needed.addAll(named(need.on()));
        }
        return needed;
    }

    /** Return the child of a name, or all of a family. */
    List<ProgramName> named(ProgramName name) {
        return relations.containsKey(name) ? List.of(name) : families.getOrDefault(name, List.of());
    }

    /** Return all in such an order that each comes after those it depends on; else in the order in which they were added. */
    List<ProgramName> inOrder() {
        List<ProgramName> order = new ArrayList<>(relations.size());
        Set<ProgramName> seen = new HashSet<>();
        for (ProgramName each : relations.keySet()) {
            visit(each, seen, order);
        }
        return order;
    }

    private void visit(ProgramName child, Set<ProgramName> seen, List<ProgramName> order) {
        if (seen.add(child)) {
            for (ProgramName each : before(child)) {
                visit(each, seen, order);
            }
            order.add(child);
        }
    }
}
