// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench.output;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The samples of one flow into one target, a row for each capturer, in Markdown. */
record FlowTable(String title, Flow flow, List<FlowTable.Row> rows) {

    /** What was measured of one capturer, and what was wrong with its lines; nothing where all of them were there. */
    record Row(Capturer capturer, List<Sample> samples, List<String> flaws) {}

    private static final String HEAD = """
            | | MB/s | | CPU s per GB | | peak RSS, MiB | PSS, MiB | lines |
            | --- | --: | --: | --: | --: | --: | --: | --- |
            """;

    String markdown() {
        var text = new StringBuilder("### ").append(title).append("\n\n").append(HEAD);
        var base = rows.stream().filter(row -> !row.samples().isEmpty()).findFirst();
        base.ifPresent(first -> rows.forEach(row -> text.append(line(row, first))));
        return text.append('\n').toString();
    }

    private String line(Row row, Row base) {
        if (row.samples().isEmpty()) {
            return "| %s | not measured: %s |\n".formatted(row.capturer().title(), String.join("; ", row.flaws()));
        }
        return "| %s | %s | %s | %s | %s | %.1f | %.1f | %s |\n"
                .formatted(
                        row.capturer().title(),
                        spread("%.0f", row, this::speed),
                        ratio(row, base, this::speed),
                        spread("%.2f", row, this::price),
                        ratio(row, base, this::price),
                        most(row, sample -> sample.peak() / 1024.0),
                        most(row, sample -> sample.proportional() / 1024.0),
                        lines(row));
    }

    /** Megabytes of the writers in a second. */
    private double speed(Sample sample) {
        return flow.bytes() / 1e6 / (sample.wall() / 1e9);
    }

    private double price(Sample sample) {
        return sample.cpu() / 1e9 / (flow.bytes() / 1e9);
    }

    private String lines(Row row) {
        return row.flaws().isEmpty() ? "all %,d".formatted(flow.lines()) : String.join("; ", row.flaws());
    }

    private static String spread(String format, Row row, ToDoubleFunction<Sample> figure) {
        var sorted = sorted(row, figure);
        return (format + " (" + format + " to " + format + ")")
                .formatted(median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    private static String ratio(Row row, Row base, ToDoubleFunction<Sample> figure) {
        return row.equals(base) ? "" : "%.2fx".formatted(median(sorted(row, figure)) / median(sorted(base, figure)));
    }

    private static double most(Row row, ToDoubleFunction<Sample> figure) {
        return sorted(row, figure)[row.samples().size() - 1];
    }

    private static double[] sorted(Row row, ToDoubleFunction<Sample> figure) {
        return row.samples().stream().mapToDouble(figure).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
