// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import dev.procmon.core.process.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a program that runs when the configuration is loaded again.
 *
 * @param by how a change of what is run is brought into effect
 * @param files files that the program itself reads, absolute; a change of their content concerns the program too
 * @param signal what the program is sent when nothing but such a file has changed; else that is treated by {@code by}
 */
public record Reloading(By by, List<Path> files, Optional<Signal> signal) {

    /** How a change of what is run is brought into effect. */
    public enum By {
        /** It is stopped, and started as it is to be now. */
        RESTART,
        /** It is started as it is to be now beside the one that runs, which is stopped once the new one is ready. */
        REPLACE
    }

    /** What is in effect where the file says nothing. */
    public static final Reloading STANDARD = new Reloading(By.RESTART, List.of(), Optional.empty());

    public Reloading {
        if (signal.isPresent() && files.isEmpty()) {
            throw new IllegalArgumentException("a signal for changed files, and no files");
        }
        files = List.copyOf(files);
    }
}
