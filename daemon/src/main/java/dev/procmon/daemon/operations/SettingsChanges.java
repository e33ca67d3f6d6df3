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

    private SettingsChanges() {}

    static List<Plan.KeyChange> of(Configuration running, Configuration wanted) {
        ConfigurationDiff diff = ConfigurationDiff.of(running, wanted);
        List<Plan.KeyChange> changes = new ArrayList<>();
        for (KeyChange each : diff.settings()) {
            String later = AT_ONCE.contains(each.key()) ? "" : " (takes effect at the next start)";
            changes.add(new Plan.KeyChange(each.key(), each.old(), each.now() + later));
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
}
