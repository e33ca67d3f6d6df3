// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one run of the benchmark measures, and how often. */
record Options(Map<Count, Integer> counts, List<String> subjects, Optional<Path> out) {
    private static final List<String> ALL_SUBJECTS = List.of("c", "pipes", "java", "procmon");

    static Options parse(List<String> arguments) {
        var options = new Options(counts(count -> count.full), ALL_SUBJECTS, Optional.empty());
        if (arguments.contains("--quick")) {
            options = new Options(counts(count -> count.quick), ALL_SUBJECTS, Optional.empty());
        }
        var left = arguments.stream()
                .filter(argument -> !argument.equals("--quick"))
                .iterator();
        while (left.hasNext()) {
            var option = left.next();
            if (!left.hasNext()) {
                throw new BenchmarkException("unknown option, or its value is missing: " + option + " (see --help)");
            }
            options = options.with(option, left.next());
        }
        return options;
    }

    int get(Count count) {
        return counts.getOrDefault(count, count.full);
    }

    static String usage() {
        return """
            usage: bench/run [OPTION...]
            Measures `procmon up` beside a minimal C loop and a ProcessBuilder program; prints a table in Markdown.

              --quick               one round with small counts: rough figures in a minute or two
              --out FILE            write the table to FILE, not to the standard output
              --subjects LIST       some of c,pipes,java,procmon
            """
                + Arrays.stream(Count.values()).map(Options::line).collect(Collectors.joining())
                + "  --help                this text\n";
    }

    private static String line(Count count) {
        return String.format(
                "  %-21s %s (%d; quick: %d)%n", count.option + " N", count.meaning, count.full, count.quick);
    }

    private static Map<Count, Integer> counts(Function<Count, Integer> value) {
        var counts = new EnumMap<Count, Integer>(Count.class);
        for (var count : Count.values()) {
            counts.put(count, value.apply(count));
        }
        return counts;
    }

    private Options with(String option, String value) {
        if (option.equals("--out")) {
            return new Options(counts, subjects, Optional.of(Path.of(value)));
        }
        if (option.equals("--subjects")) {
            return new Options(counts, chosen(value), out);
        }
        var count = Arrays.stream(Count.values())
                .filter(one -> one.option.equals(option))
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("unknown option: " + option + " (see --help)"));
        var changed = new EnumMap<>(counts);
        changed.put(count, number(count, value));
        return new Options(changed, subjects, out);
    }

    private static List<String> chosen(String value) {
        var chosen = List.of(value.split(",", -1));
        if (!ALL_SUBJECTS.containsAll(chosen)) {
            throw new BenchmarkException(
                    "--subjects takes some of " + String.join(",", ALL_SUBJECTS) + ", not " + value);
        }
        return chosen;
    }

    private static int number(Count count, String value) {
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < count.least) {
            throw new BenchmarkException(count.option + " takes a number from " + count.least + " on, not " + value);
        }
        return Integer.parseInt(value);
    }
}
