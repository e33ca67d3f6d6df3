// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.Configuration;
import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import dev.procmon.core.program.Program;
import dev.procmon.posix.PosixException;
import dev.procmon.posix.accounts.AccountException;
import dev.procmon.posix.accounts.HostAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether this host has what the programs of a configuration need. All of it may change before they are started. */
final class HostCheck {

    private static final Path SELF = Path.of("/proc/self");
    private static final int ROOT = 0;

    private final Map<String, String> environment;
    private final HostRights rights = new HostRights(Path.of("/"));
    private final List<String> warnings = new ArrayList<>();

    private HostCheck(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Return what is missing, in words.
     *
     * @param environment the supervisor's own, which programs inherit
     */
    static List<String> warnings(Configuration configuration, Map<String, String> environment) {
        HostCheck check = new HostCheck(environment);
        for (ConfiguredProgram each : configuration.programs()) {
            for (ProgramInstance instance : each.instances()) {
                check.instance(instance);
            }
        }
        return check.warnings;
    }

    private void instance(ProgramInstance instance) {
        directory(instance.program());
        command(instance.program());
        rights(instance.program());
        if (!instance.program().identity().isOwn()) {
            identity(instance.program());
        }
    }

    private void directory(Program program) {
        Optional<Path> directory = program.directory().map(Path::of);
        if (directory.isPresent() && !Files.isDirectory(directory.get())) {
            warn(program, "the directory " + directory.get() + " does not exist");
        }
    }

    private void command(Program program) {
        String executable = program.command().executable();
        if (executable.indexOf('/') < 0) {
            if (!isInPath(executable, program)) {
                warn(program, "the command " + executable + " is in no directory of PATH");
            }
            return;
        }
        Path file = directoryOf(program).resolve(executable);
        if (!Files.exists(file)) {
            warn(program, "the command " + file + " does not exist");
        } else if (Files.isDirectory(file) || !Files.isExecutable(file)) {
            warn(program, "the command " + file + " is not executable");
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
                    case Environment.Base.INHERITED -> environment.getOrDefault("PATH", "");
                    case Environment.Base.EMPTY -> "";
                };
        return program.environment().variables().getOrDefault("PATH", inherited);
    }

    private static Path directoryOf(Program program) {
        return Path.of(program.directory().orElse(""));
    }

    private void rights(Program program) {
        for (String missing : RightsCheck.warnings(program, rights)) {
            warn(program, missing);
        }
    }

    private void identity(Program program) {
        Identity identity = program.identity();
        try (HostAccounts accounts = HostAccounts.open()) {
            if (identity.user().isPresent()) {
                user(program, identity.user().get(), accounts);
            }
            if (identity.group().isPresent()
                    && accounts.group(identity.group().get()).isEmpty()) {
                warn(program, "there is no group " + identity.group().get());
            }
        } catch (PosixException | AccountException e) {
            warn(program, "it is unknown whether there are such a user and group: " + e.getMessage());
        }
        if (ownUser() != ROOT) {
            warn(program, "only root may start programs as somebody else");
        }
    }

    private void user(Program program, Account user, HostAccounts accounts) throws AccountException {
        if (user instanceof Account.Named && accounts.user(user).isEmpty()) {
            warn(program, "there is no user " + user);
        }
    }

    private static int ownUser() {
        try {
            return (Integer) Files.getAttribute(SELF, "unix:uid");
        } catch (IOException | UnsupportedOperationException unknown) {
            return ROOT;
        }
    }

    private void warn(Program program, String what) {
        warnings.add(program.name() + ": " + what);
    }
}
