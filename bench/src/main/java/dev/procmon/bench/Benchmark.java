// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The whole-process benchmark: plays every scenario with every supervisor, interleaved, so that a change of the machine's mood hits
 * all of them; then prints the table. Started by bench/run.
 */
final class Benchmark {
    private final Options options;
    private final Path natives;
    private final Path directory;
    private final List<Subject> subjects;
    private final Measurements measurements = new Measurements();

    private Benchmark(Options options, Path natives, Path launcher, Path directory) {
        this.options = options;
        this.natives = natives;
        this.directory = directory;
        this.subjects = new Subjects(natives, launcher)
                .all().stream()
                        .filter(subject -> options.subjects().contains(subject.id()))
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Arguments: directory of the C programs, path of the launcher of procmon, then the user's. */
    public static void main(String[] arguments) {
        var mine = List.of(arguments);
        var users = mine.subList(2, mine.size());
        if (users.contains("--help")) {
            System.out.print(Options.usage());
            return;
        }
        try {
            System.exit(run(Options.parse(users), Path.of(mine.get(0)), Path.of(mine.get(1))));
        } catch (BenchmarkException | UncheckedIOException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    /** 0 when everything was measured, 1 when the table has gaps. */
    private static int run(Options options, Path natives, Path launcher) throws IOException {
        var machine = Machine.describe();
        var directory = Files.createTempDirectory("procmon-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(directory)));
        var benchmark = new Benchmark(options, natives, launcher, directory);
        benchmark.measure();
        benchmark.print(machine);
        return benchmark.measurements.failures().isEmpty() ? 0 : 1;
    }

    private void measure() {
        warmUp();
        Scenario.all(options).forEach(this::play);
    }

    private void print(String machine) throws IOException {
        var report = new Report(options, subjects, measurements, machine).markdown();
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), report);
        } else {
            System.out.print(report);
        }
    }

    /** What cannot be started at all is left out of the rest. */
    private void warmUp() {
        subjects.removeIf(subject -> !play(Scenario.warmUp(), subject));
        if (subjects.isEmpty()) {
            throw new BenchmarkException("nothing to measure");
        }
    }

    private void play(Scenario scenario) {
        for (int round = 1; round <= scenario.rounds(); round++) {
            System.err.printf("bench: %s, round %d of %d%n", scenario.name(), round, scenario.rounds());
            subjects.forEach(subject -> play(scenario, subject));
        }
    }

    private boolean play(Scenario scenario, Subject subject) {
        try {
            var own = Files.createTempDirectory(directory, subject.id());
            try (var session = new Session(natives, own, subject, scenario.programs())) {
                scenario.script().play(session, (measure, values) -> measurements.add(subject, measure, values));
            } finally {
                Directories.delete(own);
            }
            return true;
        } catch (BenchmarkException | UncheckedIOException | IOException e) {
            var failure = subject.title() + ", " + scenario.name() + ": " + e.getMessage();
            measurements.fail(failure);
            System.err.println("bench: " + failure);
            return false;
        }
    }
}
