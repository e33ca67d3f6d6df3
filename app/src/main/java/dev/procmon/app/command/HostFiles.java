// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.ProgramName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;

/** Looks at the files that procmon is to read and to write: whether it can, and whether others could read what is secret. */
final class HostFiles {

    private final HostWarnings warnings;

    HostFiles(HostWarnings warnings) {
        this.warnings = warnings;
    }

    /** Look at the secrets of a program. That they can be read is known: they have been. */
    void secrets(ConfiguredProgram program) {
        for (Map.Entry<String, Path> secret : program.variables().secrets().entrySet()) {
            secret(
                    program.name().value(),
                    "the secret " + secret.getKey() + ", " + secret.getValue(),
                    secret.getValue());
        }
    }

    /** Look whether the output of a program can be written where it is to go. */
    void log(ProgramInstance instance) {
        Optional<Path> log = instance.log().file();
        if (log.isEmpty()) {
            return;
        }
        ProgramName name = instance.program().name();
        Path file = log.get();
        if (Files.isDirectory(file)) {
            warnings.add(name, "there is a directory where the log is to be: " + file);
            return;
        }
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                warnings.add(name, "the log " + file + " is not writable");
            }
            return;
        }
        Path directory = file.getParent();
        while (directory != null && !Files.exists(directory)) {
            directory = directory.getParent();
        }
        if (directory != null && !Files.isDirectory(directory)) {
            warnings.add(name, "the log " + file + " cannot be made: " + directory + " is no directory");
        } else if (directory != null && !Files.isWritable(directory)) {
            warnings.add(name, "the log " + file + " cannot be made: the directory " + directory + " is not writable");
        }
    }

    /** Look whether a file can be read that procmon itself needs. */
    void readable(String subject, String what, Path file) {
        if (!Files.exists(file)) {
            warnings.add(subject, what + " does not exist");
        } else if (Files.isDirectory(file) || !Files.isReadable(file)) {
            warnings.add(subject, what + " is not readable");
        }
    }

    /** Look whether a file is open to everybody that nobody else should read. */
    void secret(String subject, String what, Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                warnings.add(subject, what + " can be read by everybody on this host: chmod o-r helps");
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            // What cannot be looked at has been told, or is no matter of permissions.
        }
    }
}
