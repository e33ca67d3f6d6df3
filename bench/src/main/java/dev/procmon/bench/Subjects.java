// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The supervisors that are measured side by side. The first one chosen is what the others' ratios refer to. */
record Subjects(Path natives, Path launcher) {
    List<Subject> all() {
        return List.of(
                new Subject("c", "C loop", (programs, directory) -> loop(programs)),
                new Subject("pipes", "C loop with pipes", (programs, directory) -> loop(programs, "-p")),
                new Subject("java", "ProcessBuilder program", (programs, directory) -> processBuilder(programs)),
                new Subject("procmon", "procmon", this::procmon));
    }

    private List<String> loop(Subject.Programs programs, String... options) {
        var command = new ArrayList<>(List.of(natives.resolve("loop").toString()));
        command.addAll(List.of(options));
        return baseline(command, programs);
    }

    private static List<String> processBuilder(Subject.Programs programs) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        return baseline(List.of(java, "-cp", classPath, ProcessBuilderSupervisor.class.getName()), programs);
    }

    private static List<String> baseline(List<String> command, Subject.Programs programs) {
        var count = Integer.toString(programs.count());
        return Stream.concat(
                        command.stream(),
                        Stream.of(
                                count,
                                programs.probe().toString(),
                                programs.socket().toString()))
                .toList();
    }

    private List<String> procmon(Subject.Programs programs, Path directory) throws IOException {
        var config = directory.resolve("procmon.toml");
        Files.writeString(config, tables(programs));
        return List.of(launcher.toString(), "up", "-f", config.toString());
    }

    /** The probes, as procmon is told of them. */
    static String tables(Subject.Programs programs) {
        return IntStream.range(0, programs.count())
                .mapToObj(i -> table(programs, i))
                .collect(Collectors.joining());
    }

    /** With a threshold of zero every run has lived long enough to be restarted without delay, as the baselines do. */
    private static String table(Subject.Programs programs, int index) {
        return """
                [program.p%d]
                command = ["%s", "%s", "%d"]
                backoff = { threshold = "0s" }
                stop = { grace = "5s" }
                """.formatted(index, programs.probe(), programs.socket(), index);
    }
}
