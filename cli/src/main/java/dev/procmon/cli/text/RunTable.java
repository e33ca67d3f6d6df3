// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.status.RunRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The runs of a program as a table, the latest last. */
public final class RunTable {

    private static final String NOTHING = "-";
    private static final int END = 5;

    private RunTable() {}

    /** Return the lines. */
    public static List<String> lines(List<RunRecord> runs, Instant now, ZoneId zone, Width room, boolean colours) {
        Table table = new Table(List.of(
                Column.numbers("RUN"),
                Column.numbers("PID"),
                Column.words("STARTED"),
                Column.numbers("READY AFTER"),
                Column.numbers("LIVED"),
                Column.sentences("END", 12)));
        WallTime times = new WallTime(now, zone);
        long supervisor = runs.isEmpty() ? 0 : runs.getFirst().supervisor();
        for (RunRecord run : runs) {
            if (run.supervisor() != supervisor) {
                // From here on the numbers begin anew.
                table.row(List.of("", "", "", "", "", "(procmon was started again)"), colours ? Style.FAINT : "", END);
                supervisor = run.supervisor();
            }
            table.row(cells(run, times, now));
        }
        return table.lines(room);
    }

    private static List<String> cells(RunRecord run, WallTime times, Instant now) {
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(run.run()));
        cells.add(run.pid().isPresent() ? Long.toString(run.pid().getAsLong()) : NOTHING);
        cells.add(times.of(run.startedAt()));
        cells.add(
                run.readyAt().isPresent()
                        ? HumanDuration.between(run.startedAt(), run.readyAt().get())
                        : NOTHING);
        cells.add(HumanDuration.between(run.startedAt(), run.endedAt().orElse(now)));
        cells.add(run.end().orElse(run.endedAt().isPresent() ? NOTHING : "(runs)"));
        return cells;
    }
}
