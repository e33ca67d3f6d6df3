// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.order.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees that the order of a group does not contradict what its members need, where that order counts: a member must not stand
 * before one that it waits for. Only for names without circles.
 */
final class GroupOrderCheck {

    private final Map<String, List<Circles.Edge>> waits = new HashMap<>();
    private final Map<String, WrittenGroup> groups = new HashMap<>();
    private final Problems problems;

    GroupOrderCheck(List<Circles.Edge> edges, List<WrittenGroup> groups, Problems problems) {
        this.problems = problems;
        for (Circles.Edge edge : edges) {
            List<Circles.Edge> before = waits.get(edge.from());
            if (before == null) {
                waits.put(edge.from(), new ArrayList<>(List.of(edge)));
            } else {
                before.add(edge);
            }
        }
        for (WrittenGroup group : groups) {
            this.groups.put(group.name(), group);
        }
    }

    /** Note the contradictions in all groups. */
    void note() {
        if (waits.isEmpty()) {
            return;
        }
        for (WrittenGroup group : groups.values()) {
            if (group.strategy() != Strategy.ONE_FOR_ONE) {
                note(group);
            }
        }
    }

    /** From the first member to the last: whoever is reached from one must not be part of a later one. */
    private void note(WrittenGroup group) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < group.members().size(); place++) {
            for (String program : programs(group.members().get(place).name())) {
                places.put(program, place);
            }
        }
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < group.members().size(); place++) {
            Reference member = group.members().get(place);
            for (String program : programs(member.name())) {
                follow(group, member, place, program, places, seen);
            }
        }
    }

    /** What was reached from an earlier member need not be followed again: an earlier place is the stricter one. */
    private void follow(
            WrittenGroup group,
            Reference member,
            int place,
            String program,
            Map<String, Integer> places,
            Set<String> seen) {
        Deque<String> ahead = new ArrayDeque<>(List.of(program));
        while (!ahead.isEmpty()) {
            String each = ahead.removeLast();
            if (!seen.add(each)) {
                continue;
            }
            for (Circles.Edge edge : waits.getOrDefault(each, List.of())) {
                if (places.getOrDefault(edge.to(), place) > place) {
                    problems.error(
                            member.offset(),
                            "members: " + member.name() + " stands before "
                                    + group.members()
                                            .get(places.getOrDefault(edge.to(), place))
                                            .name()
                                    + " in group " + group.name() + ", but "
                                    + (each.equals(program) ? "" : program + " waits for " + each + ", and ")
                                    + each + " " + edge.verb() + " " + edge.to());
                } else {
                    ahead.addLast(edge.to());
                }
            }
        }
    }

    /** Return all programs of a member, those of groups in it too. */
    private List<String> programs(String member) {
        List<String> programs = new ArrayList<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(member));
        while (!ahead.isEmpty()) {
            String each = ahead.removeFirst();
            WrittenGroup group = groups.get(each);
            if (group == null) {
                programs.add(each);
            } else {
                for (Reference inner : group.members()) {
                    ahead.addLast(inner.name());
                }
            }
        }
        return programs;
    }
}
