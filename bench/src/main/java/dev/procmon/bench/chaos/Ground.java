// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import dev.procmon.bench.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where it takes place: the stage, a file system of its own that is small enough to be filled, with the logs and the state of procmon;
 * and behind it, on a disk, the accounts of the programs and what was taken from the stage.
 */
record Ground(Path base, boolean small) {
    private static final int CHUNK = 1 << 16;

    static Ground make(Path disk, int megabytes) throws IOException {
        var base = Files.createTempDirectory(disk, "procmon-chaos");
        for (var name : new String[] {"stage", "journals", "taken", "followers"}) {
            Files.createDirectories(base.resolve(name));
        }
        var stage = base.resolve("stage").toString();
        var small = Commands.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", stage)
                        .code()
                == 0;
        for (var name : new String[] {"logs", "kept", "run", "state"}) {
            Files.createDirectories(base.resolve("stage").resolve(name));
        }
        return new Ground(base, small);
    }

    Path stage() {
        return base.resolve("stage");
    }

    /** Files that programs still may write to, but that procmon does not find any more. */
    Path kept() {
        return stage().resolve("kept");
    }

    Path logs() {
        return stage().resolve("logs");
    }

    Path state() {
        return stage().resolve("state");
    }

    Path journals() {
        return base.resolve("journals");
    }

    Path taken() {
        return base.resolve("taken");
    }

    /** Leaves not a byte of room on the stage. */
    void fill() throws IOException {
        var zeros = ByteBuffer.allocate(CHUNK);
        try (var channel = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                channel.write(zeros.clear());
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return stage().resolve("filler");
    }

    /** Nothing stays behind, but where somebody has to look into it: then the stage is copied to the disk. */
    void clean(boolean everything) {
        if (small) {
            if (!everything) {
                Commands.run(
                        "cp", "-a", stage().toString(), base.resolve("left").toString());
            }
            Commands.run("umount", stage().toString());
        }
        if (everything) {
            Directories.delete(base);
        } else {
            System.err.println("bench: what was written, and what was found, is in " + base);
        }
    }
}
