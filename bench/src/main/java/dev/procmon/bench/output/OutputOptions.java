// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import dev.procmon.bench.BenchmarkException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What one run of bench/output measures, and how often. Sizes are in bytes. */
record OutputOptions(
        long bytes,
        List<Integer> writers,
        List<Integer> writes,
        List<Path> targets,
        List<String> capturers,
        int rounds,
        Optional<Path> out) {
    private static final int WRITERS_MAX = 256;
    private static final OutputOptions DEFAULTS = new OutputOptions(
            1_000_000_000L,
            List.of(1, 16),
            List.of(65_536, 100),
            List.of(Path.of("/dev/shm"), Path.of("/var/tmp")),
            Capturers.ALL.subList(0, Capturers.ALL.size() - 1),
            3,
            Optional.empty());

    static OutputOptions parse(List<String> arguments) {
        var options = DEFAULTS;
        var left = arguments.iterator();
        while (left.hasNext()) {
            var option = left.next();
            if (!left.hasNext()) {
                throw new BenchmarkException("unknown option, or its value is missing: " + option + " (see --help)");
            }
            options = options.with(option, left.next());
        }
        return options;
    }

    static String usage() {
        return """
            usage: bench/output [OPTION...]
            Lets children write numbered lines of 100 bytes as fast as they can, and measures who brings them into files. Prints tables in Markdown.

              --bytes SIZE          what is written in all, such as 1GB, 200MB (1GB)
              --writers LIST        how many children write at the same time (1,16)
              --write LIST          bytes of each write(2) (65536,100)
              --targets LIST        directories to write to, such as one on a tmpfs and one on a disk (/dev/shm,/var/tmp)
              --subjects LIST       some of %s
                                    (all but the last, which is a configuration that names a file and nothing else)
              --rounds N            how often; the table has the median, and the least and the most in brackets (3)
              --out FILE            write the tables to FILE, not to the standard output
              --help                this text

            PROCMON_DIST names the distribution to measure; else it is that of this checkout. Loggers that are not installed are left out
            (Debian: apt-get install runit s6 daemontools). Each target needs room for two and a half times the bytes.
            """.formatted(String.join(",", Capturers.ALL));
    }

    private OutputOptions with(String option, String value) {
        return switch (option) {
            case "--bytes" -> new OutputOptions(size(value), writers, writes, targets, capturers, rounds, out);
            case "--writers" ->
                new OutputOptions(bytes, numbers(value, WRITERS_MAX), writes, targets, capturers, rounds, out);
            case "--write" ->
                new OutputOptions(bytes, writers, numbers(value, 1 << 20), targets, capturers, rounds, out);
            case "--targets" -> new OutputOptions(bytes, writers, writes, paths(value), capturers, rounds, out);
            case "--subjects" -> new OutputOptions(bytes, writers, writes, targets, chosen(value), rounds, out);
            case "--rounds" -> new OutputOptions(bytes, writers, writes, targets, capturers, number(value, 1000), out);
            case "--out" ->
                new OutputOptions(bytes, writers, writes, targets, capturers, rounds, Optional.of(Path.of(value)));
            default -> throw new BenchmarkException("unknown option: " + option + " (see --help)");
        };
    }

    private static List<Path> paths(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(path -> Path.of(path).toAbsolutePath())
                .toList();
    }

    private static List<Integer> numbers(String value, int most) {
        return Arrays.stream(value.split(",", -1))
                .map(each -> number(each, most))
                .toList();
    }

    private static List<String> chosen(String value) {
        var chosen = List.of(value.split(",", -1));
        if (!Capturers.ALL.containsAll(chosen)) {
            throw new BenchmarkException(
                    "--subjects takes some of " + String.join(",", Capturers.ALL) + ", not " + value);
        }
        return chosen;
    }

    private static int number(String value, int most) {
        if (!value.matches("[1-9][0-9]{0,7}") || Integer.parseInt(value) > most) {
            throw new BenchmarkException("a number from 1 to " + most + " is wanted, not " + value);
        }
        return Integer.parseInt(value);
    }

    private static long size(String value) {
        var unit = value.endsWith("GB") ? 1_000_000_000L : value.endsWith("MB") ? 1_000_000L : 1L;
        return unit * number(unit == 1 ? value : value.substring(0, value.length() - 2), 99_999_999);
    }
}
