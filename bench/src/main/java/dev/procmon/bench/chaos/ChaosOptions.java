// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.chaos;

import dev.procmon.bench.BenchmarkException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How long it goes on, with which order of events, on how large a file system, and where the accounts are kept. */
record ChaosOptions(int seconds, long seed, int megabytes, Path disk, List<String> only) {
    private static final int SECONDS_MAX = 24 * 3600;

    static ChaosOptions parse(List<String> arguments) {
        var options = new ChaosOptions(600, 1, 48, Path.of("/var/tmp"), List.of());
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
            usage: bench/chaos [OPTION...]
            Lets programs write and everything happen to their output, and accounts for every byte at the end. Exit code 1: some are missing, or too many.

              --minutes N           how long (10); --seconds N is the same in seconds
              --seed N              which order of events (1)
              --megabytes N         size of the tmpfs with the logs (48); root alone can have one
              --disk DIRECTORY      where the accounts are kept, about 5 MB for each second (/var/tmp)
              --only LIST           some of the programs, by name
              --help                this text
            """;
    }

    private ChaosOptions with(String option, String value) {
        return switch (option) {
            case "--minutes" -> new ChaosOptions(60 * number(value), seed, megabytes, disk, only);
            case "--seconds" -> new ChaosOptions(number(value), seed, megabytes, disk, only);
            case "--seed" -> new ChaosOptions(seconds, number(value), megabytes, disk, only);
            case "--megabytes" -> new ChaosOptions(seconds, seed, number(value), disk, only);
            case "--disk" ->
                new ChaosOptions(seconds, seed, megabytes, Path.of(value).toAbsolutePath(), only);
            case "--only" -> new ChaosOptions(seconds, seed, megabytes, disk, Arrays.asList(value.split(",", -1)));
            default -> throw new BenchmarkException("unknown option: " + option + " (see --help)");
        };
    }

    private static int number(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > SECONDS_MAX) {
            throw new BenchmarkException("a number up to " + SECONDS_MAX + " is wanted, not " + value);
        }
        return Integer.parseInt(value);
    }
}
