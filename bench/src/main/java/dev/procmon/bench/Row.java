// SPDX-License-Identifier: Apache-2.0
package dev.procmon.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A row of the table: one statistic of one measure in one unit. */
record Row(String label, Measure measure, double quantile, Unit unit) {
    private static final double LEAST = 0;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    enum Unit {
        MILLISECONDS(1e6, 2),
        SECONDS(1e9, 3),
        MEBIBYTES(1024, 1),
        NUMBER(1, 0);

        private final double divisor;
        private final int digits;

        Unit(double divisor, int digits) {
            this.divisor = divisor;
            this.digits = digits;
        }

        String format(double value) {
            return String.format(Locale.ROOT, "%,." + digits + "f", value / divisor);
        }
    }

    static List<Row> all(Options options) {
        var few = options.get(Count.FEW) + " programs";
        var many = options.get(Count.MANY) + " programs";
        var programs = options.get(Count.PROGRAMS) + " programs";
        var idle = options.get(Count.IDLE) + " s idle with " + programs;
        return List.of(
                new Row(
                        "exec of the supervisor to first program, median, ms",
                        Measure.FIRST,
                        MEDIAN,
                        Unit.MILLISECONDS),
                new Row("the same, fastest, ms", Measure.FIRST, LEAST, Unit.MILLISECONDS),
                new Row(programs + " started, s", Measure.START, MEDIAN, Unit.SECONDS),
                new Row("restart after kill -9, " + few + ", p50, ms", Measure.RESTART_FEW, MEDIAN, Unit.MILLISECONDS),
                new Row("the same, p99, ms", Measure.RESTART_FEW, P99, Unit.MILLISECONDS),
                new Row("its first 50 kills, p50, ms", Measure.RESTART_COLD, MEDIAN, Unit.MILLISECONDS),
                new Row("its first 50 kills, p99, ms", Measure.RESTART_COLD, P99, Unit.MILLISECONDS),
                new Row(many + " started, s", Measure.START_MANY, MEDIAN, Unit.SECONDS),
                new Row(
                        "restart after kill -9, " + many + ", p50, ms",
                        Measure.RESTART_MANY,
                        MEDIAN,
                        Unit.MILLISECONDS),
                new Row("the same, p99, ms", Measure.RESTART_MANY, P99, Unit.MILLISECONDS),
                new Row(programs + " killed at once, all back, s", Measure.STORM, MEDIAN, Unit.SECONDS),
                new Row("memory (PSS) with " + programs + ", MiB", Measure.PROPORTIONAL, MEDIAN, Unit.MEBIBYTES),
                new Row("memory (RSS) with " + programs + ", MiB", Measure.RESIDENT, MEDIAN, Unit.MEBIBYTES),
                new Row("threads with " + programs, Measure.THREADS, MEDIAN, Unit.NUMBER),
                new Row("processes with " + programs + ", helpers included", Measure.PROCESSES, MEDIAN, Unit.NUMBER),
                new Row("CPU time in " + idle + ", ms", Measure.IDLE_CPU, MEDIAN, Unit.MILLISECONDS),
                new Row("context switches in " + idle, Measure.IDLE_SWITCHES, MEDIAN, Unit.NUMBER),
                new Row("stop of " + programs + ", s", Measure.STOP, MEDIAN, Unit.SECONDS),
                new Row("processes left at the supervisor's exit, most", Measure.LEFT, 1, Unit.NUMBER));
    }

    /** The value, by nearest rank; none without samples. */
    OptionalDouble value(List<Long> ascending) {
        if (ascending.isEmpty()) {
            return OptionalDouble.empty();
        }
        var rank = (int) Math.ceil(quantile * ascending.size());
        return OptionalDouble.of(ascending.get(Math.max(1, rank) - 1));
    }

    String cell(OptionalDouble value, OptionalDouble base) {
        if (value.isEmpty()) {
            return "–";
        }
        var text = unit.format(value.getAsDouble());
        return base.isEmpty() || base.getAsDouble() == 0
                ? text
                : text + ratio(value.getAsDouble() / base.getAsDouble());
    }

    private static String ratio(double times) {
        var digits = times < 10 ? 2 : times < 100 ? 1 : 0;
        return String.format(Locale.ROOT, " (%,." + digits + "fx)", times);
    }
}
