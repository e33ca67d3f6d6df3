// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.order.Group;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to change when one configuration takes the place of another.
 *
 * @param programs one for each child, the unchanged ones too: those of the new configuration in its order, then those that are
 *     only in the old one
 * @param settings what has changed of the supervisor itself, and of the receivers of output
 * @param groups the groups that were changed, added or removed, in the same order as the programs
 */
public record ConfigurationDiff(List<ProgramChange> programs, List<KeyChange> settings, List<GroupChange> groups) {

    /** A child and the program that it is one of. */
    private record Child(ConfiguredProgram program, ProgramInstance instance) {}

    public ConfigurationDiff {
        programs = List.copyOf(programs);
        settings = List.copyOf(settings);
        groups = List.copyOf(groups);
    }

    /** Compare the configuration that is in effect with the one that is to be. */
    public static ConfigurationDiff of(Configuration running, Configuration wanted) {
        return new ConfigurationDiff(
                programs(children(running), children(wanted)),
                settings(running.settings(), wanted.settings()),
                groups(running.groups(), wanted.groups()));
    }

    /** Tell whether nothing changes. */
    public boolean isEmpty() {
        return settings.isEmpty()
                && groups.isEmpty()
                && programs.stream().allMatch(change -> change.kind() == ProgramChange.Kind.UNCHANGED);
    }

    private static List<KeyChange> settings(Settings running, Settings wanted) {
        if (running.equals(wanted)) {
            return List.of();
        }
        List<KeyChange> changes = new ArrayList<>(
                KeyChanges.between(EffectiveConfiguration.keys(running), EffectiveConfiguration.keys(wanted)));
        changes.addAll(ForwardChanges.between(running.forwards(), wanted.forwards()));
        return changes;
    }

    private static Map<ProgramName, Child> children(Configuration configuration) {
        Map<ProgramName, Child> children = new LinkedHashMap<>();
        for (ConfiguredProgram program : configuration.programs()) {
            for (ProgramInstance instance : program.instances()) {
                children.put(instance.program().name(), new Child(program, instance));
            }
        }
        return children;
    }

    private static List<ProgramChange> programs(Map<ProgramName, Child> running, Map<ProgramName, Child> wanted) {
        List<ProgramChange> changes = new ArrayList<>();
        wanted.forEach((name, now) -> {
            Child old = running.get(name);
            changes.add(old == null ? ProgramChange.of(name, ProgramChange.Kind.ADDED) : change(name, old, now));
        });
        for (ProgramName name : running.keySet()) {
            if (!wanted.containsKey(name)) {
                changes.add(ProgramChange.of(name, ProgramChange.Kind.REMOVED));
            }
        }
        return changes;
    }

    private static ProgramChange change(ProgramName name, Child old, Child now) {
        if (old.program().equals(now.program())) {
            return ProgramChange.of(name, ProgramChange.Kind.UNCHANGED);
        }
        List<KeyChange> keys = new ArrayList<>(KeyChanges.between(
                EffectiveConfiguration.keys(old.program()), EffectiveConfiguration.keys(now.program())));
        // How many there are is nothing to a single one of them.
        keys.removeIf(change -> change.key().equals(Key.REPLICAS.path()));
        keys.addAll(KeyChanges.ofFiles(old.program().template(), now.program().template()));
        boolean sameProgram = old.instance().program().equals(now.instance().program());
        if (keys.isEmpty() && sameProgram) {
            return ProgramChange.of(name, ProgramChange.Kind.UNCHANGED);
        }
        return new ProgramChange(name, sameProgram ? ProgramChange.Kind.TREATMENT : ProgramChange.Kind.PROGRAM, keys);
    }

    private static List<GroupChange> groups(List<Group> running, List<Group> wanted) {
        Map<String, Group> before = new LinkedHashMap<>();
        running.forEach(group -> before.put(group.name(), group));
        List<GroupChange> changes = new ArrayList<>();
        for (Group now : wanted) {
            Group old = before.remove(now.name());
            if (old == null) {
                changes.add(new GroupChange(now.name(), ProgramChange.Kind.ADDED, List.of()));
            } else if (!old.equals(now)) {
                List<KeyChange> keys =
                        KeyChanges.between(EffectiveConfiguration.keys(old), EffectiveConfiguration.keys(now));
                changes.add(new GroupChange(now.name(), ProgramChange.Kind.TREATMENT, keys));
            }
        }
        before.keySet().forEach(name -> changes.add(new GroupChange(name, ProgramChange.Kind.REMOVED, List.of())));
        return changes;
    }
}
