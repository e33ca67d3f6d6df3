// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How what was made for a measurement goes away again. */
public final class Directories {
    private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> MADE.forEach(Directories::delete)));
    }

    private Directories() {}

    /** A new one in the given directory; it goes away with this program at the latest. */
    public static Path make(Path parent) throws IOException {
        var directory = Files.createTempDirectory(parent, "procmon-bench");
        MADE.add(directory);
        return directory;
    }

    /** The directory with all that is in it; what cannot be deleted is told. */
    public static void delete(Path directory) {
        MADE.remove(directory);
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench: cannot delete " + directory + ": " + e.getMessage());
        }
    }
}
