// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFinderTest {

    @TempDir
    Path directory;

    @Test
    void theNearestFileIsFound() throws IOException {
        Path inner = Files.createDirectories(directory.resolve("a/b/c"));
        Path outerFile = Files.createFile(directory.resolve("procmon.toml"));
        assertThat(ConfigFinder.find(inner)).contains(outerFile);
        Path nearer = Files.createFile(directory.resolve("a/b/procmon.toml"));
        assertThat(ConfigFinder.find(inner)).contains(nearer);
        assertThat(ConfigFinder.find(directory.resolve("a"))).contains(outerFile);
    }

    @Test
    void aDirectoryOfThatNameIsPassedOver() throws IOException {
        Path file = Files.createFile(directory.resolve("procmon.toml"));
        Path inner = Files.createDirectories(directory.resolve("a/procmon.toml"));
        assertThat(ConfigFinder.find(inner.getParent())).contains(file);
    }
}
