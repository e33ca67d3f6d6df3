// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** On which paths somebody listens, by {@code /proc/net/unix} (unix(7)). */
final class ListeningPaths {

    /** __SO_ACCEPTCON of the kernel, as it is written there. */
    private static final String LISTENING = "00010000";

    private static final int FLAGS = 3;
    private static final int PATH = 7;

    private final Set<String> paths;

    private ListeningPaths(Set<String> paths) {
        this.paths = paths;
    }

    /** Read what this host has; nothing where it does not tell. */
    static ListeningPaths read() {
        try {
            return of(Files.readAllLines(Path.of("/proc/net/unix")));
        } catch (IOException unknown) {
            return of(List.of());
        }
    }

    /** Understand lines of this file. */
    static ListeningPaths of(List<String> lines) {
        Set<String> paths = new HashSet<>();
        for (String line : lines) {
            String[] fields = line.strip().split(" +", PATH + 1);
            if (fields.length > PATH && fields[FLAGS].equals(LISTENING)) {
                paths.add(fields[PATH]);
            }
        }
        return new ListeningPaths(paths);
    }

    /** Tell whether somebody listens on a path. */
    boolean has(String path) {
        return paths.contains(path);
    }
}
