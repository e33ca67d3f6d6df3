// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** What is installed here, and how what was made for a measurement goes away again. */
final class Programs {
    private Programs() {}

    /** Whether there is such a program: by its path, or by its name in one of the directories of PATH. */
    static boolean isThere(String program) {
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program));
        }
        for (var directory :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench: cannot delete " + directory + ": " + e.getMessage());
        }
    }
}
