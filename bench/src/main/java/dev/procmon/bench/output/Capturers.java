// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The capturers that are measured side by side, in the order of the table. The first one chosen is what the others' ratios refer to.
 * Loggers get one process for each writer, as their users run them, and rotate as seldom as they can be told to; procmon is one
 * process for all.
 */
record Capturers(Path natives, Path launcher) {
    /** {@code procmon-file} is what a configuration gets that names a file and nothing else. */
    static final List<String> ALL = List.of(
            "cat",
            "c-lines",
            "svlogd",
            "s6-log",
            "multilog",
            "procmon-raw",
            "procmon-lines",
            "procmon-json",
            "procmon-file");

    List<Capturer> all() {
        return List.of(
                new Capturer("cat", "`cat > file`", "cat", (flow, directory) -> List.of("pipes", "FILES", "cat")),
                new Capturer(
                        "c-lines",
                        "C loop with timestamps",
                        relay(),
                        (flow, directory) -> List.of("pipes", "FILES", relay(), "w{}")),
                new Capturer("svlogd", "`svlogd -tt`", "svlogd", (flow, directory) -> svlogd(flow, directory)),
                new Capturer(
                        "s6-log",
                        "`s6-log -b T`",
                        "s6-log",
                        (flow, directory) -> logger(flow, directory, "s6-log", "-b", "n1000", "s268435455", "T")),
                new Capturer(
                        "multilog",
                        "`multilog t`",
                        "multilog",
                        (flow, directory) -> logger(flow, directory, "multilog", "t", "s16777215", "n1000")),
                procmon("raw", "mode = \"raw\", show = \"no\", "),
                procmon("lines", "mode = \"lines\", show = \"no\", "),
                procmon("json", "mode = \"json\", show = \"no\", "),
                procmon("file", ""));
    }

    private String relay() {
        return natives.resolve("relay").toString();
    }

    private static List<String> svlogd(Flow flow, Path directory) throws IOException {
        var command = logger(flow, directory, "svlogd", "-tt");
        for (int i = 0; i < flow.writers(); i++) {
            Files.writeString(out(directory).resolve(Integer.toString(i)).resolve("config"), "s0\n");
        }
        return command;
    }

    /** A logger with a directory of its own for each writer. */
    private static List<String> logger(Flow flow, Path directory, String... words) throws IOException {
        for (int i = 0; i < flow.writers(); i++) {
            Files.createDirectories(out(directory).resolve(Integer.toString(i)));
        }
        var command = new ArrayList<>(List.of("pipes", "NULL"));
        command.addAll(List.of(words));
        command.add(out(directory).resolve("{}").toString());
        return command;
    }

    private Capturer procmon(String id, String keys) {
        return new Capturer(
                "procmon-" + id,
                "procmon, " + (keys.isEmpty() ? "a file named" : id),
                launcher.toString(),
                (flow, directory) -> procmon(flow, directory, keys));
    }

    private List<String> procmon(Flow flow, Path directory, String keys) throws IOException {
        var config = new StringBuilder();
        for (int i = 0; i < flow.writers(); i++) {
            config.append("""
                    [program.w%d]
                    command = ["%s", "%d", "%d", "%d", "%s"]
                    restart = "never"
                    log = { %sfile = "%s", rotate = "never" }
                    """.formatted(
                            i,
                            natives.resolve("flood"),
                            i,
                            flow.linesEach(),
                            flow.bytesPerWrite(),
                            directory,
                            keys,
                            out(directory).resolve("w" + i + ".log")));
        }
        var file = Files.writeString(directory.resolve("procmon.toml"), config);
        return List.of("daemon", launcher.toString(), "up", "-f", file.toString());
    }

    private static Path out(Path directory) {
        return directory.resolve("out");
    }
}
