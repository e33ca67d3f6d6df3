// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.program;

import java.util.List;
import java.util.Optional;

/**
 * As whom a program runs. What is left out stays the supervisor's, but for the groups of a user:
 *
 * <ul>
 *   <li>with a user and no group, the group is the user's primary group;
 *   <li>with a user and no supplementary groups, they are the user's in the group database (initgroups(3)); a user by
 *       number that the user database does not know has the group alone;
 *   <li>with a group only, the supplementary groups stay the supervisor's.
 * </ul>
 *
 * @param user the user id of the program
 * @param group the group id of the program
 * @param groups its supplementary groups, exactly
 */
public record Identity(Optional<Account> user, Optional<Account> group, Optional<List<Account>> groups) {

    /** The supervisor's own identity. */
    public static final Identity OWN = new Identity(Optional.empty(), Optional.empty(), Optional.empty());

    public Identity {
        groups = groups.map(List::copyOf);
    }

    /** Return the identity of a user and, where given, of a group, with the supplementary groups that follow. */
    public static Identity of(Optional<Account> user, Optional<Account> group) {
        return new Identity(user, group, Optional.empty());
    }

    /** Tell whether the program runs exactly as the supervisor does. */
    public boolean isOwn() {
        return user.isEmpty() && group.isEmpty() && groups.isEmpty();
    }
}
