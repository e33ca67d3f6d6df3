// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A few {@code procmon logs --follow}, which are stopped and continued; what they print goes nowhere. */
final class Followers {
    private static final List<List<String>> WHAT = List.of(List.of(), List.of("lines"), List.of("dropping", "json"));

    private final Daemon daemon;
    private final List<Process> processes = new ArrayList<>();
    private int ended;

    Followers(Daemon daemon) throws IOException {
        this.daemon = daemon;
        for (var what : WHAT) {
            processes.add(start(what));
        }
    }

    private Process start(List<String> what) throws IOException {
        var words = new ArrayList<>(List.of("logs", "--follow", "-i", "chaos"));
        words.addAll(what);
        return daemon.procmon(words.toArray(String[]::new))
                .redirectOutput(Path.of("/dev/null").toFile())
                .redirectError(Path.of("/dev/null").toFile())
                .start();
    }

    /** One does not read for a while. Those that were cut off meanwhile begin anew. */
    boolean stopOne(Random random, int milliseconds) throws IOException {
        for (int i = 0; i < processes.size(); i++) {
            if (!processes.get(i).isAlive()) {
                ended++;
                processes.set(i, start(WHAT.get(i)));
            }
        }
        var pid = processes.get(random.nextInt(processes.size())).pid();
        Commands.signal("STOP", pid);
        try {
            Commands.pause(milliseconds);
        } finally {
            Commands.signal("CONT", pid);
        }
        return true;
    }

    /** How many have ended by themselves. */
    int ended() {
        return ended;
    }

    void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
