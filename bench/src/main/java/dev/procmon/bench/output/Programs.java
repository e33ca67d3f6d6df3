// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is installed here. */
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
}
