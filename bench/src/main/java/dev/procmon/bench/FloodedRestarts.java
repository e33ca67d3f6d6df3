// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether output delays a restart or a stop: the same kills as in bench/run, while other programs of the same supervisor flood it with
 * output, or load the processors without it. All loads take turns within a round. Started by bench/restarts.
 */
public final class FloodedRestarts {
    private static final int SETTLE_SECONDS = 2;

    private final Path natives;
    private final Path launcher;
    private final FloodOptions options;
    private final List<Times> times =
            Arrays.stream(Load.values()).map(Times::new).toList();

    private FloodedRestarts(Path natives, Path launcher, FloodOptions options) {
        this.natives = natives;
        this.launcher = launcher;
        this.options = options;
    }

    /** What was measured under one load, in nanoseconds. */
    private record Times(Load load, List<Long> restarts, List<Long> stops) {
        Times(Load load) {
            this(load, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** What else goes on; the words are a shell's, FLOOD stands for the program that writes without an end. */
    private enum Load {
        NOTHING("nothing else", ""),
        CAPTURED("%d children flood procmon", "exec FLOOD"),
        ELSEWHERE("%d children flood a `cat` each, not procmon", "FLOOD | exec cat >/dev/null"),
        NOWHERE("%d children flood /dev/null", "exec FLOOD >/dev/null");

        private final String title;
        private final String script;

        Load(String title, String script) {
            this.title = title;
            this.script = script;
        }
    }

    /** Arguments: directory of the C programs, path of the launcher of procmon, then the user's. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var users = List.of(arguments).subList(2, arguments.length);
        if (users.contains("--help")) {
            System.out.print(FloodOptions.usage());
            return;
        }
        try {
            var machine = Machine.describe();
            var benchmark =
                    new FloodedRestarts(Path.of(arguments[0]), Path.of(arguments[1]), FloodOptions.parse(users));
            benchmark.measure();
            System.out.print(machine + "\n\n" + benchmark.markdown());
        } catch (BenchmarkException | UncheckedIOException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private void measure() throws IOException {
        for (int round = 1; round <= options.rounds(); round++) {
            for (var each : times) {
                System.err.printf(
                        "bench: %s, round %d of %d%n",
                        each.load.title.formatted(options.writers()), round, options.rounds());
                measure(each);
            }
        }
    }

    private void measure(Times measured) throws IOException {
        var load = measured.load;
        var directory = Files.createTempDirectory(options.target(), "procmon-bench");
        var subject = new Subject(load.name(), load.title, (programs, own) -> procmon(load, programs, own));
        try (var session = new Session(natives, directory, subject, options.programs())) {
            session.start();
            session.idle(SETTLE_SECONDS);
            for (var restart : session.restart(options.kills())) {
                measured.restarts.add(restart);
            }
            measured.stops.add(session.stop().all());
        } finally {
            Directories.delete(directory);
        }
    }

    private List<String> procmon(Load load, Subject.Programs programs, Path directory) throws IOException {
        var config = new StringBuilder(Subjects.tables(programs));
        var flood = "%s %%d 0 %d".formatted(natives.resolve("flood"), options.bytesPerWrite());
        for (int i = 0; i < options.writers() && !load.script.isEmpty(); i++) {
            config.append("""
                    [program.w%d]
                    command = ["sh", "-c", "%s"]
                    stop = { grace = "5s" }
                    log = { %sfile = "%s", rotate = "50MB", keep = 1 }
                    """.formatted(
                            i,
                            load.script.replace("FLOOD", flood.formatted(i)),
                            options.keys(),
                            directory.resolve("w" + i + ".log")));
        }
        var file = Files.writeString(directory.resolve("procmon.toml"), config);
        return List.of(
                "/usr/bin/env",
                "PROCMON_RUN_DIR=" + directory.resolve("run"),
                "PROCMON_STATE_DIR=" + directory.resolve("state"),
                launcher.toString(),
                "up",
                "-f",
                file.toString());
    }

    private String markdown() {
        var text = new StringBuilder("""
                | beside %d programs that are killed | restart p50, ms | p99, ms | most, ms | stop of all, ms (least to most) |
                | --- | --: | --: | --: | --: |
                """.formatted(options.programs()));
        for (var each : times) {
            var restart = milliseconds(each.restarts);
            var stop = milliseconds(each.stops);
            text.append("| %s | %.2f | %.2f | %.2f | %.0f (%.0f to %.0f) |\n"
                    .formatted(
                            each.load.title.formatted(options.writers()),
                            restart[restart.length / 2],
                            restart[restart.length * 99 / 100],
                            restart[restart.length - 1],
                            stop[stop.length / 2],
                            stop[0],
                            stop[stop.length - 1]));
        }
        return text.append("\n%d rounds, %d kills a round, %d bytes a write.\n"
                        .formatted(options.rounds(), options.kills(), options.bytesPerWrite()))
                .toString();
    }

    private static double[] milliseconds(List<Long> nanoseconds) {
        return nanoseconds.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
    }
}
