// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.host;

import dev.procmon.config.ConfigResult;
import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.Program;
import dev.procmon.core.program.Stdio;
import dev.procmon.daemon.supervision.Lineup;
import dev.procmon.daemon.supervision.Supervised;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The configuration of an instance, and how to read it anew.
 *
 * @param configuration as it was read
 * @param file in full, symbolic links followed: by it commands find the instance
 * @param profiles the chosen profiles
 * @param again reads the file as it is then
 */
public record HostConfiguration(
        Configuration configuration, Path file, List<String> profiles, Supplier<ConfigResult> again) {

    public HostConfiguration {
        profiles = List.copyOf(profiles);
    }

    /**
     * Return all that is to be supervised.
     *
     * @param detached whether there is no standard output that a program could inherit: one that asks for it has the null device
     */
    public Lineup lineup(boolean detached) {
        List<Supervised> programs = new ArrayList<>();
        for (ConfiguredProgram each : configuration.programs()) {
            for (ProgramInstance instance : each.instances()) {
                Program program = instance.program();
                if (detached && program.stdio() == Stdio.INHERITED) {
                    program = program.withStdio(Stdio.DISCARDED);
                }
                programs.add(new Supervised(program, instance.policy(), each.relations(), instance.log()));
            }
        }
        return new Lineup(
                programs, configuration.groups(), configuration.settings().startingMax());
    }
}
