// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One supervisor with its programs, from exec to stop. A meter process of its own (see meter.c) does what has to be exact; it also
 * kills whatever is left when the session is closed or this program dies. Every order is bounded in time.
 */
final class Session implements AutoCloseable {
    private static final int RESTART_SECONDS = 20;
    private static final int SWEEP_SECONDS = 60;
    private static final int TERM = 15;

    /** Nanoseconds from exec of the supervisor to the first instruction of the first and of the last program. */
    record Started(long first, long all) {}

    /** Nanoseconds from the signal to the end of the supervisor and of all its processes; processes that outlived it. */
    record Stopped(long supervisor, long all, long left) {}

    private final Path log;
    private final Process meter;
    private final BufferedReader answers;
    private final Writer orders;
    private final Path probe;
    private final Path socket;
    private final int count;

    Session(Path natives, Path directory, Subject subject, int count) throws IOException {
        this.probe = natives.resolve("probe");
        this.socket = directory.resolve("socket");
        var command =
                new ArrayList<>(List.of(natives.resolve("meter").toString(), probe.toString(), socket.toString()));
        command.addAll(subject.commandLine().of(new Subject.Programs(count, probe, socket), directory));
        this.log = directory.resolve("output");
        this.count = count;
        this.meter = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(log.toFile())
                .start();
        this.answers = meter.inputReader(StandardCharsets.UTF_8);
        this.orders = meter.outputWriter(StandardCharsets.UTF_8);
    }

    Started start() {
        var answer = ask("start", count, patience());
        return new Started(answer[1], answer[2]);
    }

    /** Lets the supervisor idle; programs that start meanwhile are an error. */
    void idle(int seconds) {
        var reports = ask("wait", seconds, 0)[0];
        if (reports > 0) {
            throw new BenchmarkException(reports + " programs started while nothing should happen");
        }
    }

    /** Kills random programs one at a time: for each, the nanoseconds to the first instruction of the replacement. */
    long[] restart(int kills) {
        return ask("restart", kills, RESTART_SECONDS);
    }

    /** Kills all programs at once: the nanoseconds until all are back. */
    long storm() {
        return ask("storm", count, patience())[0];
    }

    Stopped stop() {
        var answer = ask("stop", TERM, patience());
        return new Stopped(answer[0], answer[1], answer[2]);
    }

    Footprint footprint() throws IOException {
        return Footprint.ofDescendants(meter.pid(), probe.toString());
    }

    /** Seconds after which a supervisor that is still not there is given up: ten programs a second are slow enough. */
    private int patience() {
        return 60 + count / 10;
    }

    private long[] ask(String order, int number, int seconds) {
        try {
            orders.write(order + " " + number + " " + seconds + "\n");
            orders.flush();
            var answer = answers.readLine();
            if (answer == null || !answer.startsWith("ok")) {
                throw new BenchmarkException((answer == null ? "the meter died" : answer) + lastWords());
            }
            return Arrays.stream(answer.split(" ", -1))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the meter does not answer" + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return lines.isEmpty() ? "" : " (its last words: " + lines.getLast() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        try (answers) {
            orders.close();
            if (!meter.waitFor(SWEEP_SECONDS, TimeUnit.SECONDS)) {
                meter.destroyForcibly().waitFor();
            }
            if (meter.exitValue() != 0) {
                killProbes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last net, should somebody kill both meter and supervisor. A process of another session has another socket. */
    private void killProbes() {
        ProcessHandle.allProcesses()
                .filter(process -> Footprint.commandLine(process.pid()).startsWith(probe + "\0" + socket + "\0"))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
