// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to end a tree of processes that ignore TERM, and to start a chain of programs each of which needs the one
 * before, as {@code procmon up --json} tells by its own monotonic clock.
 */
public final class Capabilities {

    private static final Pattern MILLISECONDS = Pattern.compile("\"ms\":([0-9.]+)");
    private static final int TREE = 500;
    private static final int GRACE_MS = 200;
    private static final int CHAIN = 50;
    private static final int READY_MS = 100;
    private static final int ROUNDS = 5;
    private static final int PATIENCE_SECONDS = 60;

    private final Path procmon;
    private final Path directory;

    private Capabilities(Path procmon, Path directory) {
        this.procmon = procmon;
        this.directory = directory;
    }

    /** Measure, and print a line for each figure. The argument is the path of the {@code procmon} launcher. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("procmon-bench");
        Capabilities capabilities = new Capabilities(Path.of(arguments[0]).toAbsolutePath(), directory);
        capabilities.report(
                "stop of a tree of " + TREE + " processes that ignore TERM, grace " + GRACE_MS + " ms, ms",
                ROUNDS,
                capabilities::stopOfATree);
        capabilities.report(
                "start of a chain of " + CHAIN + " programs, each ready after " + READY_MS + " ms, sum "
                        + CHAIN * READY_MS + " ms, ms",
                ROUNDS,
                capabilities::startOfAChain);
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** A measurement of one round, in milliseconds. */
    @FunctionalInterface
    private interface Measurement {
        double take() throws IOException, InterruptedException;
    }

    private void report(String what, int rounds, Measurement measurement) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            times.add(measurement.take());
        }
        times.sort(Double::compare);
        System.out.printf(
                "%s: median %.1f, min %.1f, max %.1f of %d%n",
                what, times.get(rounds / 2), times.getFirst(), times.getLast(), rounds);
    }

    /** From the stop request to the report that nobody of the tree is left, less the grace period that it is given. */
    private double stopOfATree() throws IOException, InterruptedException {
        write("tree.pl", """
                use POSIX qw(setsid);
                $| = 1;
                $SIG{TERM} = 'IGNORE';
                for my $i (1 .. $ARGV[0]) {
                    if (fork() == 0) { setsid() if $i %% 2; sleep 1000; exit 0 }
                }
                print "all there\\n";
                sleep 1000;
                """.formatted());
        write("tree.toml", """
                [program.tree]
                command = ["perl", "tree.pl", "%d"]
                stop = { grace = "%dms" }
                """.formatted(TREE, GRACE_MS));
        try (Run run = new Run("tree.toml")) {
            run.await(line -> line.contains("all there"));
            run.process.toHandle().destroy();
            double asked = run.await(line -> line.contains("\"event\":\"stopping\""));
            double gone = run.await(line -> line.contains("\"to\":\"stopped\""));
            return gone - asked - GRACE_MS;
        }
    }

    private double startOfAChain() throws IOException, InterruptedException {
        StringBuilder config = new StringBuilder();
        for (int i = 0; i < CHAIN; i++) {
            config.append("[program.p").append(i).append("]\n");
            config.append("command = [\"sh\", \"-c\", \"sleep 0.")
                    .append(READY_MS / 100)
                    .append("; echo ready; exec sleep 1000\"]\n");
            config.append("ready = { log = \"ready\" }\n");
            if (i > 0) {
                config.append("needs = { p").append(i - 1).append(" = \"ready\" }\n");
            }
        }
        write("chain.toml", config.toString());
        try (Run run = new Run("chain.toml")) {
            double first = run.await(line -> line.contains("\"event\":\"started\""));
            double last = run.await(
                    line -> line.contains("\"event\":\"ready\"") && line.contains("\"p" + (CHAIN - 1) + "\""));
            return last - first;
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** A run of {@code procmon up}. */
    private final class Run implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;

        Run(String config) throws IOException {
            process = new ProcessBuilder(
                            procmon.toString(),
                            "up",
                            "--json",
                            "-f",
                            directory.resolve(config).toString())
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = process.inputReader(StandardCharsets.UTF_8);
        }

        /** Wait for an event and return when it was. */
        double await(Predicate<String> wanted) throws IOException {
            Optional<String> line = next();
            while (line.isPresent()) {
                Matcher time = MILLISECONDS.matcher(line.get());
                if (wanted.test(line.get()) && time.find()) {
                    return Double.parseDouble(time.group(1));
                }
                line = next();
            }
            throw new BenchmarkException("procmon has ended before the event came");
        }

        private Optional<String> next() throws IOException {
            @Nullable String line = output.readLine();
            return Optional.ofNullable(line);
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new BenchmarkException("procmon does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
