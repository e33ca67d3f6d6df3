// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfigurationDiff;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.KeyChange;
import dev.procmon.config.ProgramChange;
import dev.procmon.config.ProgramInstance;
import dev.procmon.control.plan.Plan;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.ProgramName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a new configuration means for children that were made of others. Pure. */
final class Changes {

    private final Configuration wanted;
    private final IdentityHashMap<Configuration, Map<ProgramName, ProgramChange>> known = new IdentityHashMap<>();

    Changes(Configuration wanted) {
        this.wanted = wanted;
    }

    /** Return what the new configuration means for a child that is in it. */
    ProgramChange of(ProgramName child, ProgramInstance now, Configuration source) {
        Map<ProgramName, ProgramChange> changes = known.computeIfAbsent(source, this::compare);
        ProgramChange change = changes.get(child);
        if (change != null && change.kind() != ProgramChange.Kind.ADDED) {
            return change;
        }
        return ofScaled(
                child,
                now,
                source,
                Optional.ofNullable(changes.get(child.family().replica(0))));
    }

    /** One that was added by scaling is not in the old configuration, but was made of what that says of any replica. */
    private static ProgramChange ofScaled(
            ProgramName child, ProgramInstance now, Configuration source, Optional<ProgramChange> sibling) {
        Optional<ConfiguredProgram> program = RunningConfiguration.program(source, child.family());
        boolean same = program.isPresent() && made(program.get(), child).equals(Optional.of(now.program()));
        List<KeyChange> keys = sibling.isPresent() ? sibling.get().keys() : List.of();
        ProgramChange.Kind kind = same
                ? (keys.isEmpty() ? ProgramChange.Kind.UNCHANGED : ProgramChange.Kind.TREATMENT)
                : ProgramChange.Kind.PROGRAM;
        return new ProgramChange(child, kind, keys);
    }

    private static Optional<Program> made(ConfiguredProgram program, ProgramName child) {
        if (child.equals(program.name())) {
            return Optional.of(program.replica(0).program());
        }
        int index =
                Integer.parseInt(child.value().substring(program.name().value().length() + 1));
        return index < program.replicasMax()
                ? Optional.of(program.replica(index).program())
                : Optional.empty();
    }

    private Map<ProgramName, ProgramChange> compare(Configuration source) {
        Map<ProgramName, ProgramChange> changes = new HashMap<>();
        for (ProgramChange each : ConfigurationDiff.of(source, wanted).programs()) {
            changes.put(each.child(), each);
        }
        return changes;
    }

    static List<Plan.KeyChange> keys(List<KeyChange> changes) {
        List<Plan.KeyChange> keys = new ArrayList<>(changes.size());
        for (KeyChange each : changes) {
            keys.add(new Plan.KeyChange(each.key(), each.old(), each.now()));
        }
        return keys;
    }
}
