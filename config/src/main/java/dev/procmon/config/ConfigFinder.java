// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the configuration that belongs to a directory. */
public final class ConfigFinder {

    /** The name of a configuration file. */
    public static final String FILE_NAME = "procmon.toml";

    private ConfigFinder() {}

    /** Find the file {@value #FILE_NAME} in a directory or in the nearest of its parents that has one. */
    public static Optional<Path> find(Path directory) {
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(FILE_NAME);
            if (Files.exists(file) && !Files.isDirectory(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
