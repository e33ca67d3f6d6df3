// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.config.toml.TomlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sees by its path alone whether a file is one that output can ever be kept in: only regular files are written. */
final class LogPlace {

    /** Below these there are no regular files that output could be kept in. */
    private static final List<Path> WITHOUT_FILES = List.of(Path.of("/dev"), Path.of("/proc"), Path.of("/sys"));

    /** In memory, but a file system like any other. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private static final Path NULL_DEVICE = Path.of("/dev/null");

    /** Names of the standard output and error of whoever opens them, or of the terminal. */
    private static final Set<Path> STANDARD_STREAMS = Set.of(
            Path.of("/dev/stdout"),
            Path.of("/dev/stderr"),
            Path.of("/dev/fd/1"),
            Path.of("/dev/fd/2"),
            Path.of("/dev/tty"),
            Path.of("/dev/console"),
            Path.of("/proc/self/fd/1"),
            Path.of("/proc/self/fd/2"),
            Path.of("/proc/1/fd/1"),
            Path.of("/proc/1/fd/2"));

    private LogPlace() {}

    /** Return why output can never be kept in a file, and what was probably meant. */
    static Optional<String> refusal(Key key, Path file) {
        Path path = file.normalize();
        if (!isWithoutFiles(path)) {
            return Optional.empty();
        }
        return Optional.of(key.path() + ": " + TomlText.quote(file.toString())
                + " is no regular file, and output is written to no other; " + meant(path));
    }

    private static boolean isWithoutFiles(Path path) {
        boolean inMemory = path.startsWith(SHARED_MEMORY) && !path.equals(SHARED_MEMORY);
        return !inMemory && WITHOUT_FILES.stream().anyMatch(path::startsWith);
    }

    private static String meant(Path path) {
        if (path.equals(NULL_DEVICE)) {
            return "log = { mode = \"none\" } keeps nothing";
        }
        return STANDARD_STREAMS.contains(path)
                ? "log = { mode = \"pass-through\" } has procmon show it, and \"inherit\" gives the program the standard"
                        + " output and error of procmon"
                : "expected a path that is not below /dev, /proc or /sys";
    }
}
