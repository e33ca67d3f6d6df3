// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.core.process.Remnant;
import dev.procmon.posix.usage.HostUsage;
import dev.procmon.posix.usage.TreeUsage;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks what runs use, all in one look. */
interface UsageLook {

    /** Return what the runs of these leaders use, by the pid of their leader. */
    Map<Long, TreeUsage> of(Collection<Long> leaders);

    /** Return who lives of the run of a leader, no more than so many. */
    List<Remnant> members(long leader, int max);

    /** Looks at this host. A class and no method reference: it is made before the first child. */
    record OfHost() implements UsageLook {
        @Override
        public Map<Long, TreeUsage> of(Collection<Long> leaders) {
            return HostUsage.of(leaders);
        }

        @Override
        public List<Remnant> members(long leader, int max) {
            return HostUsage.members(leader, max);
        }
    }
}
