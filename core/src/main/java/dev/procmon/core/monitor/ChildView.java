// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.monitor;

import dev.procmon.core.lifecycle.Life;
import dev.procmon.core.policy.Policy;
import dev.procmon.core.program.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * A child at one moment.
 *
 * @param program what it runs
 * @param policy how it is treated
 * @param life what is remembered of it
 * @param registered false for one that was removed and whose last run is not over yet
 */
public record ChildView(Program program, Policy policy, Life life, boolean registered) {

    /** All children of an engine: first those that depart, then the registered ones in the order of their registration. */
    static List<ChildView> of(Engine engine) {
        List<ChildView> views = new ArrayList<>();
        engine.departing().forEach(child -> views.add(of(child, false)));
        engine.children().forEach(child -> views.add(of(child, true)));
        return views;
    }

    private static ChildView of(Child child, boolean registered) {
        return new ChildView(child.program, child.policy.get(), child.life, registered);
    }
}
