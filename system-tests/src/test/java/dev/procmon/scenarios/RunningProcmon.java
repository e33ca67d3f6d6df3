// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real program, as a person runs it: what it prints, and the signals that reach it. Killed when the test is over. */
final class RunningProcmon implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LAUNCHER = Path.of(
                    Objects.requireNonNull(System.getProperty("procmon.home")), "procmon")
            .toString();

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private RunningProcmon(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Run {@code procmon} with these arguments. */
    static RunningProcmon start(Path directory, String... arguments) {
        return startBy(directory, List.of(), arguments);
    }

    /** Run another command, with the same patience. */
    static RunningProcmon command(Path directory, String... command) {
        return run(directory, List.of(command));
    }

    /** Run {@code procmon} by way of another command, such as {@code setsid}. */
    static RunningProcmon startBy(Path directory, List<String> prefix, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(LAUNCHER);
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    private static RunningProcmon run(Path directory, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            // What it keeps goes with the test.
            builder.environment()
                    .putIfAbsent("PROCMON_STATE_DIR", state(directory).toString());
            return new RunningProcmon(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the directory in which the instances of a test keep what they keep. */
    static Path state(Path directory) {
        return directory.resolve(".state");
    }

    /** Run {@code procmon up} with a config. */
    static RunningProcmon up(Path directory, String config) {
        try {
            Files.writeString(directory.resolve("procmon.toml"), config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(directory, "up");
    }

    long pid() {
        return process.pid();
    }

    /** Wait until so many lines match in whole, and return the last of these matches. */
    Matcher awaitLines(int count, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            while (true) {
                List<Matcher> matches = lines.stream()
                        .map(wanted::matcher)
                        .filter(Matcher::matches)
                        .toList();
                if (matches.size() >= count) {
                    return matches.get(count - 1);
                }
                assertThat(ended)
                        .as("it ended without \"%s\": %s", pattern, lines)
                        .isFalse();
                waitForMore(end, pattern);
            }
        }
    }

    Matcher awaitLine(String pattern) {
        return awaitLines(1, pattern);
    }

    /** All that it has printed so far. */
    List<String> printed() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Send it a signal. */
    void signal(String name) {
        kill(name, Long.toString(pid()));
    }

    /** Send its whole process group a signal, as the terminal does at Ctrl-C. */
    void signalGroup(String name) {
        kill(name, "-" + pid());
    }

    /** Wait for its end and return the exit code. */
    int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends: %s", printed())
                    .isTrue();
            reader.join(PATIENCE.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Send it TERM and wait until it has stopped everything. */
    int stop() {
        signal("TERM");
        return awaitExit();
    }

    long descriptors() {
        return entries("/proc/" + pid() + "/fd");
    }

    long threads() {
        return entries("/proc/" + pid() + "/task");
    }

    static void kill(String signal, String target) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, "--", target).start();
            assertThat(kill.waitFor()).as("kill -%s %s", signal, target).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The processes whose command line has this text in it. */
    static List<Long> processesWith(String text) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> commandLine(pid).contains(text))
                    .toList();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            // The first asks it to stop its children, the second to kill those that do not.
            signal("TERM");
            // It may be gone by now, which is as well.
            process.destroy();
            awaitExit();
        }
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("reading failed: " + e.getMessage());
        }
        synchronized (lines) {
            ended = true;
            lines.notifyAll();
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    private void waitForMore(long end, String pattern) {
        long millis = (end - System.nanoTime()) / 1_000_000;
        assertThat(millis).as("waiting for \"%s\" in %s", pattern, lines).isPositive();
        try {
            lines.wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long entries(String directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
            long count = 0;
            for (Path _ : entries) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
