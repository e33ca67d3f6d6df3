// SPDX-License-Identifier: Apache-2.0
package dev.procmon.posix.loop;

import dev.procmon.posix.loop.ReactorOptions.Groups;
import dev.procmon.posix.loop.ReactorOptions.OrphanCare;

/** The ways in which a reactor can know the processes of a run. */
enum Mode {
    GROUPS_OF_A_SUPERVISOR,
    GROUPS_WITHIN_AN_APPLICATION,
    WALKS_WITH_ORPHANS_ADOPTED,
    WALKS_ALONE;

    PosixWorld open() {
        return new PosixWorld(
                switch (this) {
                    case GROUPS_OF_A_SUPERVISOR -> ReactorOptions.SUPERVISOR;
                    case GROUPS_WITHIN_AN_APPLICATION -> ReactorOptions.EMBEDDED;
                    case WALKS_WITH_ORPHANS_ADOPTED -> new ReactorOptions(Groups.NOT_USED, OrphanCare.ADOPTED);
                    case WALKS_ALONE -> new ReactorOptions(Groups.NOT_USED, OrphanCare.LEFT);
                });
    }
}
