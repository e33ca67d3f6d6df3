// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The table in Markdown. */
record Report(Options options, List<Subject> subjects, Measurements measurements, String machine) {
    String markdown() {
        var text = new StringBuilder(machine).append("\n\n");
        text.append(line("", subjects.stream().map(Subject::title).toList()));
        text.append(line("---", subjects.stream().map(subject -> "--:").toList()));
        Row.all(options).forEach(row -> appendRow(text, row));
        text.append("\nIn brackets: times the value of ")
                .append(subjects.getFirst().title())
                .append(". Samples: ")
                .append(samples())
                .append(".\n");
        measurements.failures().forEach(failure -> text.append("\nNot measured: ")
                .append(failure)
                .append("\n"));
        return text.toString();
    }

    private String samples() {
        return "%d starts; %d rounds; %d kills a round; one round with %d programs"
                .formatted(
                        options.get(Count.FIRST),
                        options.get(Count.ROUNDS),
                        options.get(Count.KILLS),
                        options.get(Count.MANY));
    }

    private void appendRow(StringBuilder text, Row row) {
        var values = subjects.stream()
                .map(subject -> row.value(measurements.of(subject, row.measure())))
                .toList();
        if (values.stream().allMatch(OptionalDouble::isEmpty)) {
            return;
        }
        var base = values.getFirst();
        var cells = values.stream()
                .map(value -> row.cell(value, value.equals(base) ? OptionalDouble.empty() : base))
                .toList();
        text.append(line(row.label(), cells));
    }

    private static String line(String first, List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| " + first + " | ", " |\n"));
    }
}
