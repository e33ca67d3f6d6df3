// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import dev.procmon.bench.BenchmarkException;
import dev.procmon.bench.Memory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Lets one flow through one capturer. What has to be exact is done by rig.c; the lines are verified by verify.c. */
record Rig(Path natives) {
    private static final int FIRST_PID = 4;

    /** The directory is empty, on the file system that is measured, and may be deleted afterwards. */
    Sample play(Flow flow, Capturer capturer, Path directory) throws IOException {
        Files.createDirectories(directory.resolve("out"));
        var command = new ArrayList<>(List.of(
                natives.resolve("rig").toString(),
                directory.toString(),
                Integer.toString(flow.writers()),
                natives.resolve("flood").toString(),
                Long.toString(flow.linesEach()),
                Integer.toString(flow.bytesPerWrite())));
        command.addAll(capturer.rigging().of(flow, directory));
        var builder = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("PROCMON_RUN_DIR", directory.resolve("run").toString());
        builder.environment()
                .put("PROCMON_STATE_DIR", directory.resolve("state").toString());
        var rig = builder.start();
        try (var answers = rig.inputReader(StandardCharsets.UTF_8);
                var orders = rig.outputWriter(StandardCharsets.UTF_8)) {
            var figures = numbers(answers, "flow", directory);
            var sample = sample(figures);
            orders.write("end\n");
            orders.flush();
            if (numbers(answers, "late", directory)[0] != 0) {
                throw new BenchmarkException("bytes came a second after the last one");
            }
            return sample;
        } finally {
            rig.destroy();
        }
    }

    private static long[] numbers(BufferedReader answers, String kind, Path directory) throws IOException {
        var answer = answers.readLine();
        if (answer == null || !answer.startsWith(kind + " ")) {
            var errors = Files.readString(directory.resolve("errors"), StandardCharsets.ISO_8859_1)
                    .strip();
            throw new BenchmarkException((answer == null ? "the rig died" : answer) + " " + errors);
        }
        return Arrays.stream(answer.split(" ", -1))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static Sample sample(long[] figures) throws IOException {
        long peak = 0;
        long proportional = 0;
        for (int i = FIRST_PID - 1; i < figures.length; i++) {
            var process = Path.of("/proc", Long.toString(figures[i]));
            peak += peak(process);
            proportional += Memory.of(process).proportional();
        }
        return new Sample(figures[0], figures[1], peak, proportional);
    }

    private static long peak(Path process) throws IOException {
        return Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** What verify.c says; nothing where every line is there once, whole, and in order. */
    String flaws(Flow flow, Path directory) throws IOException {
        var command = new ArrayList<>(List.of(
                natives.resolve("verify").toString(),
                Integer.toString(flow.writers()),
                Long.toString(flow.linesEach())));
        files(directory.resolve("out")).forEach(file -> command.add(file.toString()));
        var verifier = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var answers = verifier.inputReader(StandardCharsets.UTF_8)) {
            var answer = String.join(" ", answers.readAllLines());
            return verifier.waitFor() == 0 ? "" : answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** Files of lines in the order in which they were written: rotated ones are named by time and begin with an @, before "current". */
    private static List<Path> files(Path out) throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(Files::isRegularFile)
                    .filter(Rig::holdsLines)
                    .sorted()
                    .toList();
        }
    }

    private static boolean holdsLines(Path file) {
        var name = file.getFileName().toString();
        return name.equals("current") || name.startsWith("@") || name.startsWith("w");
    }
}
