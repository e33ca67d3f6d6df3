// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.health.Health;
import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.order.Hold;
import dev.procmon.core.order.Relations;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A child at one moment.
 *
 * @param program what it runs
 * @param policy how it is treated
 * @param relations how it depends on others
 * @param group in which group it is a member, by its name or that of its family
 * @param life what is remembered of it
 * @param role what it is to its name
 * @param ready whether it runs and is ready
 * @param health what is known of the health of its run, where something looks after that
 * @param outdated whether its present run was begun as another program than is registered now
 * @param toEnd whether it will be told to end once others have ended that come before
 * @param holds what is in the way of its start, where it waits
 * @param nextTime when it is run next, where it runs at times
 */
public record ChildView(
        Program program,
        Policy policy,
        Relations relations,
        Optional<String> group,
        Life life,
        Role role,
        boolean ready,
        Optional<Health> health,
        boolean outdated,
        boolean toEnd,
        List<Hold> holds,
        Optional<Instant> nextTime) {

    public ChildView {
        holds = List.copyOf(holds);
    }

    /** Tell whether it is registered under its name. */
    public boolean registered() {
        return role == Role.HOLDER;
    }
}
