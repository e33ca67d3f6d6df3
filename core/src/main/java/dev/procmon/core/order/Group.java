// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.order;

import dev.procmon.core.policy.GiveUp;
import java.util.List;
import java.util.Optional;

/**
 * Programs and groups whose deaths concern each other. A member is restarted by its own policy and back-off; the group says
 * who is restarted with it, and when there were too many restarts.
 *
 * <p>When a group is given up, its members are ended in reverse order and stay failed. {@link GiveUp.FailGroup} then means
 * that for the group in which it is a member it has died: that one's strategy and intensity decide.
 *
 * @param name the name of the group, different from all names of programs and groups
 * @param members programs, by name or family, and groups, by name, in their order
 * @param strategy what the death of a member means for the others
 * @param giveUp when the group is given up; never where empty
 */
public record Group(String name, List<String> members, Strategy strategy, Optional<GiveUp> giveUp) {

    public Group {
        members = List.copyOf(members);
    }
}
