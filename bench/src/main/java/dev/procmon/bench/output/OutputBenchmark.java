// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import dev.procmon.bench.BenchmarkException;
import dev.procmon.bench.Directories;
import dev.procmon.bench.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Output from children into files: procmon beside what others use for that. All capturers take turns within a round, every second round
 * in reverse; each finds memory or disk that somebody has written to just before. Started by bench/output.
 */
public final class OutputBenchmark {
    private static final int CHUNK = 1 << 20;
    private static final int WARM_UP_TIMES = 8;

    private final OutputOptions options;
    private final Rig rig;
    private final List<Capturer> capturers;
    private boolean flawed;

    private OutputBenchmark(OutputOptions options, Path natives, List<Capturer> capturers) {
        this.options = options;
        this.rig = new Rig(natives);
        this.capturers = capturers;
    }

    /** Arguments: directory of the C programs, path of the launcher of procmon, then the user's. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var users = List.of(arguments).subList(2, arguments.length);
        if (users.contains("--help")) {
            System.out.print(OutputOptions.usage());
            return;
        }
        try {
            System.exit(run(OutputOptions.parse(users), Path.of(arguments[0]), Path.of(arguments[1])));
        } catch (BenchmarkException | UncheckedIOException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    /** 0 when everything was measured and every line was there, 1 when not. */
    private static int run(OutputOptions options, Path natives, Path launcher) throws IOException {
        var text = new StringBuilder(Machine.describe()).append('\n');
        var capturers = new ArrayList<Capturer>();
        for (var capturer : new Capturers(natives, launcher).all()) {
            if (!options.capturers().contains(capturer.id())) {
                continue;
            }
            if (Programs.isThere(capturer.program())) {
                capturers.add(capturer);
            } else {
                text.append("\nNot measured: %s is not installed (Debian: apt-get install runit s6 daemontools).\n"
                        .formatted(capturer.program()));
            }
        }
        var benchmark = new OutputBenchmark(options, natives, capturers);
        benchmark.measure(text.append('\n'));
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), text);
        } else {
            System.out.print(text);
        }
        return benchmark.flawed ? 1 : 0;
    }

    private void measure(StringBuilder text) throws IOException {
        for (var target : options.targets()) {
            warmUp(target);
            for (var bytesPerWrite : options.writes()) {
                for (var writers : options.writers()) {
                    var flow = Flow.of(options.bytes(), writers, bytesPerWrite);
                    text.append(table(flow, target).markdown());
                }
            }
        }
    }

    private FlowTable table(Flow flow, Path target) throws IOException {
        var title = Files.getFileStore(target).type() + ", " + flow.title();
        var rows = capturers.stream()
                .map(capturer -> new FlowTable.Row(capturer, new ArrayList<>(), new ArrayList<>()))
                .toList();
        for (int round = 1; round <= options.rounds(); round++) {
            System.err.printf("bench: %s, round %d of %d%n", title, round, options.rounds());
            var order = new ArrayList<>(rows);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (var row : order) {
                play(flow, row, target);
            }
        }
        return new FlowTable(title, flow, rows);
    }

    private void play(Flow flow, FlowTable.Row row, Path target) throws IOException {
        var directory = Files.createTempDirectory(target, "procmon-bench");
        try {
            touch(directory.resolve("touched"), flow.bytes() * 3 / 2);
            row.samples().add(rig.play(flow, row.capturer(), directory));
            note(row, rig.flaws(flow, directory));
        } catch (BenchmarkException | UncheckedIOException | IOException e) {
            note(row, String.valueOf(e.getMessage()));
        } finally {
            Directories.delete(directory);
        }
    }

    private void note(FlowTable.Row row, String flaw) {
        if (!flaw.isEmpty()) {
            System.err.println("bench: " + row.capturer().title() + ": " + flaw);
            row.flaws().add(flaw);
            flawed = true;
        }
    }

    /** More memory than the flows of a table can get at is touched once; a disk has its page cache touched before each flow anyway. */
    private void warmUp(Path target) throws IOException {
        var store = Files.getFileStore(target);
        if (store.type().equals("tmpfs")) {
            var directory = Files.createTempDirectory(target, "procmon-bench");
            touch(directory.resolve("touched"), Math.min(WARM_UP_TIMES * options.bytes(), store.getUsableSpace() / 2));
            Directories.delete(directory);
        }
    }

    /** The first touch of a page costs a virtual machine more than the copy, so nobody shall be the first: written, and deleted. */
    private static void touch(Path file, long bytes) throws IOException {
        var zeros = ByteBuffer.allocateDirect(CHUNK);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long left = bytes;
            while (left > 0) {
                left -= channel.write(zeros.clear());
            }
            channel.force(false);
        }
        Files.delete(file);
    }
}
