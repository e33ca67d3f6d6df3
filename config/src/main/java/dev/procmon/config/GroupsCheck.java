// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.order.Group;
import dev.procmon.core.policy.GiveUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes groups of what is written, once all names are known, and notes what makes no sense. */
final class GroupsCheck {

    private final KnownNames names;
    private final Problems problems;
    /** The group of each program and group that is a member. */
    private final Map<String, String> groupOf = new HashMap<>();

    GroupsCheck(KnownNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Make the groups; those that cannot be used are noted. */
    List<Group> groups(List<WrittenGroup> written) {
        List<Circles.Edge> edges = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (WrittenGroup each : written) {
            if (names.isProgram(each.name())) {
                problems.error(
                        each.offset(),
                        "group " + Shown.text(each.name()) + " has the name of a program; each name is given once");
            }
            for (Reference member : each.members()) {
                member(each, member, edges);
            }
            groups.add(each.group());
        }
        boolean circular = Circles.note("groups", edges, problems);
        for (WrittenGroup each : written) {
            if (!circular && isWithoutGroup(each.name(), each.giveUp())) {
                problems.warning(
                        each.offset(),
                        "group " + Shown.text(each.name()) + ": give-up.then = \"fail-group\" is about the group in"
                                + " which it is a member, and there is none; it only fails");
            }
        }
        return groups;
    }

    /** Tell whether somebody means to give its group up and is in none. */
    boolean isWithoutGroup(String name, Optional<GiveUp> giveUp) {
        return giveUp.isPresent() && giveUp.get().then() instanceof GiveUp.FailGroup && !groupOf.containsKey(name);
    }

    private void member(WrittenGroup group, Reference member, List<Circles.Edge> edges) {
        if (!names.hasAny(Key.MEMBERS, member)) {
            return;
        }
        String before = groupOf.putIfAbsent(member.name(), group.name());
        if (before != null && !before.equals(group.name())) {
            problems.error(
                    member.offset(),
                    "members: " + Shown.text(member.name()) + " is a member of group " + Shown.text(before)
                            + " already; nobody is in two groups");
        }
        if (names.isGroup(member.name())) {
            edges.add(new Circles.Edge(group.name(), "has", member.name(), member.offset()));
        }
    }
}
