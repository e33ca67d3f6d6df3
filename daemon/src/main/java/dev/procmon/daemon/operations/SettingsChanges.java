// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfigurationDiff;
import dev.procmon.config.GroupChange;
import dev.procmon.config.KeyChange;
import dev.procmon.control.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a new configuration means for the supervisor itself, and for groups. Pure. */
final class SettingsChanges {

    /** What can be changed while the supervisor runs. */
    private static final Set<String> AT_ONCE = Set.of("supervisor.max-starting");

    private static final String FORWARDS = "forward.";

    private static final String LATER = " (takes effect at the next start)";

    private SettingsChanges() {}

    /**
     * Return them.
     *
     * @param started what held when the supervisor was started, and holds for it up to the next start
     * @param running what holds of all that can be changed meanwhile
     */
    static List<Plan.KeyChange> of(Configuration started, Configuration running, Configuration wanted) {
        ConfigurationDiff diff = ConfigurationDiff.of(running, wanted);
        List<Plan.KeyChange> changes = new ArrayList<>();
        for (KeyChange each : diff.settings()) {
            if (isAtOnce(each.key())) {
                changes.add(new Plan.KeyChange(each.key(), each.old(), each.now()));
            }
        }
        for (KeyChange each : ConfigurationDiff.of(started, wanted).settings()) {
            if (!isAtOnce(each.key())) {
                changes.add(new Plan.KeyChange(each.key(), each.old(), each.now() + LATER));
            }
        }
        for (GroupChange each : diff.groups()) {
            String group = "group." + each.group();
            switch (each.kind()) {
                case ADDED -> changes.add(new Plan.KeyChange(group, "", "added"));
                case REMOVED -> changes.add(new Plan.KeyChange(group, "", "removed"));
                case UNCHANGED, TREATMENT, PROGRAM -> {
                    for (KeyChange key : each.keys()) {
                        changes.add(new Plan.KeyChange(group + "." + key.key(), key.old(), key.now()));
                    }
                }
            }
        }
        return changes;
    }

    private static boolean isAtOnce(String key) {
        return AT_ONCE.contains(key) || key.startsWith(FORWARDS);
    }

    /** Return how many of them a reload brings into effect. */
    static int atOnce(List<Plan.KeyChange> changes) {
        int count = 0;
        for (Plan.KeyChange each : changes) {
            count += each.after().endsWith(LATER) ? 0 : 1;
        }
        return count;
    }
}
