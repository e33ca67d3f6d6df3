// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.ProgramInstance;
import dev.procmon.core.policy.HealthPolicy;
import dev.procmon.core.policy.Hook;
import dev.procmon.core.policy.ProbePolicy;
import dev.procmon.core.policy.ProbeTarget;
import dev.procmon.core.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Looks whether this host has the executables of programs, of their hooks and of their probes. */
final class HostCommands {

    private final Map<String, String> environment;
    private final HostWarnings warnings;

    /**
     * Look for executables.
     *
     * @param environment the supervisor's own, which programs inherit
     */
    HostCommands(Map<String, String> environment, HostWarnings warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    void check(ProgramInstance instance) {
        Program program = instance.program();
        check(program, program, "the command");
        for (Hook.Point point : Hook.Point.values()) {
            Optional<Hook> hook = instance.policy().hooks().at(point);
            if (hook.isPresent()) {
                check(program, program.running(hook.get().command()), "the command of " + key(point) + ",");
            }
        }
        HealthPolicy health = instance.policy().health();
        probe(program, health.ready(), "ready.exec");
        probe(program, health.live(), "live.exec");
    }

    private void probe(Program program, Optional<ProbePolicy> probe, String key) {
        if (probe.isPresent() && probe.get().target() instanceof ProbeTarget.Exec exec) {
            check(program, program.running(exec.command()), "the command of " + key + ",");
        }
    }

    private static String key(Hook.Point point) {
        return switch (point) {
            case PRE_START -> "hooks.pre-start";
            case POST_START -> "hooks.post-start";
            case PRE_STOP -> "hooks.pre-stop";
            case STOP_COMMAND -> "stop.command";
            case POST_STOP -> "hooks.post-stop";
        };
    }

    private void check(Program program, Program run, String what) {
        String executable = run.command().executable();
        if (executable.indexOf('/') < 0) {
            if (!isInPath(executable, run)) {
                warnings.add(program.name(), what + " " + executable + " is in no directory of PATH");
            }
            return;
        }
        Path file = directoryOf(run).resolve(executable);
        if (!Files.exists(file)) {
            warnings.add(program.name(), what + " " + file + " does not exist");
        } else if (Files.isDirectory(file) || !Files.isExecutable(file)) {
            warnings.add(program.name(), what + " " + file + " is not executable");
        }
    }

    private boolean isInPath(String executable, Program program) {
        for (String directory : path(program).split(":", -1)) {
            Path file = directoryOf(program).resolve(directory).resolve(executable);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return true;
            }
        }
        return false;
    }

    private String path(Program program) {
        String inherited =
                switch (program.environment().base()) {
                    case INHERITED -> environment.getOrDefault("PATH", "");
                    case EMPTY -> "";
                };
        return program.environment().variables().getOrDefault("PATH", inherited);
    }

    private static Path directoryOf(Program program) {
        return Path.of(program.directory().orElse(""));
    }
}
