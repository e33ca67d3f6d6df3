// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.nio.file.Path;
import java.util.List;

/** What one run of bench/restarts measures, and how often. */
record FloodOptions(int writers, int programs, int kills, int rounds, int bytesPerWrite, String keys, Path target) {
    private static final int MOST = 1 << 20;

    static FloodOptions parse(List<String> arguments) {
        var options = new FloodOptions(16, 100, 300, 3, 65_536, "show = \"no\", ", Path.of("/dev/shm"));
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
            usage: bench/restarts [OPTION...]
            Kills programs of procmon one by one, while others flood it with output, and without that; prints a table in Markdown.

              --writers N           how many children flood (16)
              --programs N          how many programs there are besides, of which one at a time is killed (100)
              --kills N             kills in each round (300)
              --rounds N            how often everything is measured (3)
              --write N             bytes of each write(2) of a flood (65536)
              --keys TEXT           keys of the table log of the floods (show = "no", )
              --target DIRECTORY    where their files are, of 50 MB and one older each (/dev/shm)
              --help                this text
            """;
    }

    private FloodOptions with(String option, String value) {
        return switch (option) {
            case "--writers" -> new FloodOptions(number(value), programs, kills, rounds, bytesPerWrite, keys, target);
            case "--programs" -> new FloodOptions(writers, number(value), kills, rounds, bytesPerWrite, keys, target);
            case "--kills" -> new FloodOptions(writers, programs, number(value), rounds, bytesPerWrite, keys, target);
            case "--rounds" -> new FloodOptions(writers, programs, kills, number(value), bytesPerWrite, keys, target);
            case "--write" -> new FloodOptions(writers, programs, kills, rounds, number(value), keys, target);
            case "--keys" -> new FloodOptions(writers, programs, kills, rounds, bytesPerWrite, value, target);
            case "--target" ->
                new FloodOptions(
                        writers,
                        programs,
                        kills,
                        rounds,
                        bytesPerWrite,
                        keys,
                        Path.of(value).toAbsolutePath());
            default -> throw new BenchmarkException("unknown option: " + option + " (see --help)");
        };
    }

    private static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,6}") || Integer.parseInt(value) > MOST) {
            throw new BenchmarkException("a number from 1 to " + MOST + " is wanted, not " + value);
        }
        return Integer.parseInt(value);
    }
}
