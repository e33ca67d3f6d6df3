// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import dev.procmon.bench.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The supervisor of the run, {@code procmon up --json}, and what is asked of it by {@code procmon}. */
final class Daemon {
    private static final int STOP_SECONDS = 90;

    private final Path launcher;
    private final Path scribe;
    private final Ground ground;
    private final Process process;

    Daemon(Path launcher, Path scribe, Ground ground, List<Performer> performers, long seed) throws IOException {
        this.launcher = launcher;
        this.scribe = scribe;
        this.ground = ground;
        var config = new StringBuilder("[supervisor]\nname = \"chaos\"\n");
        performers.forEach(each -> config.append(each.table(scribe, ground.journals(), ground.logs(), seed)));
        var file = Files.writeString(ground.base().resolve("procmon.toml"), config);
        this.process = procmon("up", "--json", "-f", file.toString())
                .redirectOutput(events().toFile())
                .redirectError(ground.base().resolve("errors").toFile())
                .start();
    }

    /** What becomes of programs, one JSON object a line. */
    Path events() {
        return ground.base().resolve("events");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    ProcessBuilder procmon(String... words) {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(ground.base().toFile());
        builder.environment()
                .put("PROCMON_RUN_DIR", ground.stage().resolve("run").toString());
        builder.environment().put("PROCMON_STATE_DIR", ground.state().toString());
        return builder;
    }

    /** Asks something of it, and waits for the answer. */
    Commands.Ended ask(String... words) {
        var command = new ArrayList<>(List.of(words));
        command.addAll(List.of("-i", "chaos"));
        return Commands.run(procmon(command.toArray(String[]::new)));
    }

    /** The processes of a program at this moment: those of this run of the bench alone. */
    List<Long> scribes(String name) {
        var beginning = scribe + "\0" + name + "\0" + ground.journals() + "\0";
        var pids = new ArrayList<Long>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(each -> each.getFileName().toString().matches("[0-9]+"))
                    .filter(each -> Text.of(each.resolve("cmdline")).startsWith(beginning))
                    .forEach(each -> pids.add(Long.parseLong(each.getFileName().toString())));
        } catch (IOException e) {
            throw new BenchmarkException("cannot list /proc: " + e.getMessage());
        }
        return pids;
    }

    /** Stops everything. Returns what went wrong, or nothing. */
    String stop() {
        process.destroy();
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0 ? "" : "procmon ended with exit code " + process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return "procmon did not end in " + STOP_SECONDS + " s, and was killed";
    }
}
