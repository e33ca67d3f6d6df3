// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import dev.procmon.config.ConfiguredProgram;
import dev.procmon.config.Forward;
import dev.procmon.config.LogPolicy;
import dev.procmon.config.ProgramInstance;
import dev.procmon.core.program.ProgramName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;

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
        LogPolicy log = instance.log();
        if (log.file().isPresent()) {
            written(instance.program().name(), "log", log.file().get());
        }
        if (log.errorFile().isPresent()) {
            written(instance.program().name(), "log of errors", log.errorFile().get());
        }
    }

    /** Look whether somebody is there to whom output is forwarded, and whether others could read what is sent along. */
    void forward(Forward forward) {
        String subject = "forward." + forward.name();
        switch (forward.target()) {
            case Forward.Target.SyslogSocket(Path socket, int _) -> socket(subject, socket);
            case Forward.Target.Journal(Path socket) -> socket(subject, socket);
            case Forward.Target.OpenTelemetry collector -> {
                if (collector.headersFile().isPresent()) {
                    Path file = collector.headersFile().get();
                    secret(subject, "the file of headers " + file, file);
                }
            }
            case Forward.Target.SyslogTcp _ -> {
                // Whether a host answers is seen when it is asked, which is not to be done for a look.
            }
        }
    }

    private void socket(String subject, Path socket) {
        if (!Files.exists(socket)) {
            warnings.add(subject, "there is no socket " + socket + ": what is forwarded waits until there is one");
        } else if (Files.isRegularFile(socket) || Files.isDirectory(socket)) {
            warnings.add(subject, socket + " is no socket");
        } else if (!Files.isWritable(socket)) {
            warnings.add(subject, "the socket " + socket + " cannot be written to");
        }
    }

    private void written(ProgramName name, String what, Path file) {
        if (Files.isSymbolicLink(file)) {
            warnings.add(
                    name,
                    "the " + what + " " + file
                            + " is a symbolic link, which is not followed, and so is never written: name "
                            + target(file) + "another");
            return;
        }
        if (Files.isDirectory(file)) {
            warnings.add(name, "there is a directory where the " + what + " is to be: " + file);
            return;
        }
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                warnings.add(
                        name,
                        "the " + what + " " + file
                                + " is no regular file, and so is never written: name another file, or a log.mode that"
                                + " keeps nothing");
                return;
            }
            if (!Files.isWritable(file)) {
                warnings.add(name, "the " + what + " " + file + " is not writable");
            }
            directoryOf(name, what, file);
            return;
        }
        Path directory = file.getParent();
        while (directory != null && !Files.exists(directory)) {
            directory = directory.getParent();
        }
        if (directory != null && !Files.isDirectory(directory)) {
            warnings.add(name, "the " + what + " " + file + " cannot be made: " + directory + " is no directory");
        } else if (directory != null && !Files.isWritable(directory)) {
            warnings.add(
                    name,
                    "the " + what + " " + file + " cannot be made: the directory " + directory + " is not writable");
        }
    }

    /** Return what a link leads to, in words before an alternative. */
    private static String target(Path link) {
        try {
            Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
            return "the file that it leads to, " + target + ", or ";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Look whether a file that is there can be renamed, which takes the right to change its directory. */
    private void directoryOf(ProgramName name, String what, Path file) {
        Path directory = file.getParent();
        if (directory != null && Files.isRegularFile(file) && !Files.isWritable(directory)) {
            warnings.add(
                    name,
                    "the " + what + " " + file + " cannot be rotated: the directory " + directory + " is not writable");
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
