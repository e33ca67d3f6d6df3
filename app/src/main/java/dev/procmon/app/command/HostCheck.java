// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.Forward;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether this host has what the programs of a configuration need. All of it may change before they are started. */
final class HostCheck {

    private final HostWarnings warnings = new HostWarnings();
    private final HostRights rights = new HostRights(Path.of("/"));
    private final HostCommands commands;
    private final HostIdentity identity = new HostIdentity(warnings, rights);
    private final ListeningPorts ports = ListeningPorts.read();
    private final HostSockets sockets = new HostSockets(warnings, rights, ports, ListeningPaths.read());
    private final HostFiles files = new HostFiles(warnings);
    private final HostSettings settings = new HostSettings(warnings, files, ports);

    private HostCheck(Map<String, String> environment) {
        commands = new HostCommands(environment, warnings);
    }

    /**
     * Return what is missing, in words.
     *
     * @param environment the supervisor's own, which programs inherit
     */
    static List<String> warnings(Configuration configuration, Map<String, String> environment) {
        HostCheck check = new HostCheck(environment);
        check.settings.check(configuration.settings());
        for (Forward forward : configuration.settings().forwards()) {
            check.files.forward(forward);
        }
        for (ConfiguredProgram each : configuration.programs()) {
            check.sockets.port(each);
            check.files.secrets(each);
            for (ProgramInstance instance : each.instances()) {
                check.instance(instance);
            }
        }
        return check.warnings.all();
    }

    private void instance(ProgramInstance instance) {
        directory(instance.program());
        commands.check(instance);
        identity.check(instance.program());
        sockets.check(instance.program());
        files.log(instance);
        for (String missing : RightsCheck.warnings(instance.program(), rights)) {
            warnings.add(instance.program().name(), missing);
        }
    }

    private void directory(Program program) {
        Optional<Path> directory = program.directory().map(Path::of);
        if (directory.isEmpty()) {
            return;
        }
        if (!Files.exists(directory.get())) {
            warnings.add(program.name(), "the directory " + directory.get() + " does not exist");
        } else if (!Files.isDirectory(directory.get())) {
            warnings.add(program.name(), directory.get() + " is no directory");
        }
    }
}
