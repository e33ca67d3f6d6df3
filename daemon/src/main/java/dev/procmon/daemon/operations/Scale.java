// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.core.program.ProgramName;
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
record Scale(ConfiguredProgram program, int count, List<ProgramName> missing, List<ProgramName> surplus) {

    static Scale of(ConfiguredProgram program, int count, Scene scene) {
        Set<ProgramName> wanted = new HashSet<>();
        List<ProgramName> missing = new ArrayList<>();
        List<ProgramName> surplus = new ArrayList<>();
        Set<ProgramName> present = new HashSet<>();
        for (Subject each : scene.named(program.name())) {
            present.add(each.name());
        }
        for (int index = 0; index < count; index++) {
            ProgramName name = program.name().replica(index);
            wanted.add(name);
            if (!present.contains(name)) {
                missing.add(name);
            }
        }
        for (Subject each : scene.named(program.name())) {
            if (!wanted.contains(each.name())) {
                surplus.add(each.name());
            }
        }
        return new Scale(program, count, missing, surplus);
    }

    /** Return all who are added or taken away. */
    List<ProgramName> names() {
        List<ProgramName> names = new ArrayList<>(missing);
        names.addAll(surplus);
        return names;
    }
}
