// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Moves a file out of the way: {@code log} becomes {@code log.1}, {@code log.1} becomes {@code log.2}, the oldest goes. */
final class Rotation {

    private Rotation() {}

    /** Rotate a file, keeping so many older ones. Where it fails half-way no file is lost, and a later call goes on. */
    static void rotate(Path file, int keep) throws IOException {
        if (keep == 0) {
            Files.deleteIfExists(file);
            return;
        }
        // Only up to the first gap: the files behind it need not move.
        int gap = 1;
        while (gap < keep && Files.exists(numbered(file, gap))) {
            gap++;
        }
        for (int number = gap; number > 1; number--) {
            move(numbered(file, number - 1), numbered(file, number));
        }
        move(file, numbered(file, 1));
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path numbered(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
