// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.ProgramName;
import dev.procmon.daemon.api.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be done to bring the number of replicas of a program to what is wanted.
 *
 * @param program the program
 * @param count how many there are to be
 * @param missing those that are added
 * @param surplus those that are taken away
 */
record Scale(ConfiguredProgram program, int count, List<Registered> missing, List<ProgramName> surplus) {

    static Scale of(ConfiguredProgram program, int count, Scene scene) {
        Set<ProgramName> wanted = new HashSet<>();
        List<Registered> missing = new ArrayList<>();
        List<ProgramName> surplus = new ArrayList<>();
        Set<ProgramName> present = new HashSet<>();
        for (Subject each : scene.named(program.name())) {
            present.add(each.name());
        }
        for (int index = 0; index < count; index++) {
            ProgramName name = program.name().replica(index);
            wanted.add(name);
            if (!present.contains(name)) {
                missing.add(new Registered(replica(program, index), program.relations()));
            }
        }
        for (Subject each : scene.named(program.name())) {
            if (!wanted.contains(each.name())) {
                surplus.add(each.name());
            }
        }
        return new Scale(program, count, missing, surplus);
    }

    /** A text such as a URL may make no sense with every number. */
    private static ProgramInstance replica(ConfiguredProgram program, int index) {
        try {
            return program.replica(index);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(RefusedException.Kind.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    /** Return all who are added or taken away. */
    List<ProgramName> names() {
        List<ProgramName> names = new ArrayList<>();
        missing.forEach(each -> names.add(each.name()));
        names.addAll(surplus);
        return names;
    }
}
