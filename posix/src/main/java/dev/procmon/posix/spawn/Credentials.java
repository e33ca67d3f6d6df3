// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.spawn;

import java.util.List;

/**
 * An identity in the numbers of the kernel. An id is unsigned; {@value #UNCHANGED} leaves the supervisor's.
 *
 * @param user the user id
 * @param group the group id
 * @param groups what becomes of the supplementary groups
 * @param supplementary the supplementary groups, where they are set
 */
record Credentials(int user, int group, Groups groups, List<Integer> supplementary) {

    /** Tells the kernel to leave an id as it is. */
    static final int UNCHANGED = -1;

    static final Credentials OWN = new Credentials(UNCHANGED, UNCHANGED, Groups.KEPT, List.of());

    /** Tell whether nothing is to be changed. By hand: equals of a record is made at run time, and slow to make. */
    boolean isOwn() {
        return user == UNCHANGED && group == UNCHANGED && groups == Groups.KEPT;
    }

    /** What becomes of the supplementary groups. */
    enum Groups {
        /** They stay the supervisor's. */
        KEPT,
        /** They are the user's; the supervisor's own user may keep those that it has where it may not set any. */
        OF_USER,
        /** They are the ones that were asked for. */
        EXACT
    }
}
