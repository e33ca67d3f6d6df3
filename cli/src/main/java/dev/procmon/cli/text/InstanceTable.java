// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.status.InstanceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Running instances as a table. */
public final class InstanceTable {

    private static final int STATE = 1;

    private final Table table = new Table(List.of(
            Column.words("INSTANCE"),
            Column.words("STATE"),
            Column.numbers("PID"),
            Column.words("PROGRAMS"),
            Column.numbers("UPTIME"),
            Column.words("CONFIG")));
    private final Instant now;
    private final boolean colours;

    /** Make an empty table. */
    public InstanceTable(Instant now, boolean colours) {
        this.now = now;
        this.colours = colours;
    }

    /** Add one that answers. */
    public void add(InstanceStatus instance) {
        boolean well = instance.asWanted() == instance.programs();
        List<String> cells = new ArrayList<>();
        cells.add(instance.name());
        cells.add(instance.phase());
        cells.add(Long.toString(instance.pid()));
        cells.add(instance.asWanted() + " of " + instance.programs() + " as wanted");
        cells.add(HumanDuration.between(instance.startedAt(), now));
        cells.add(instance.config().orElse("-"));
        table.row(cells, colours ? (well ? Style.GOOD : Style.BAD) : "", STATE);
    }

    /** Add one that does not. */
    public void addSilent(String name, String why) {
        table.row(List.of(name, "no answer", "-", "-", "-", why), colours ? Style.BAD : "", STATE);
    }

    /** Return the lines. */
    public List<String> lines(Width room) {
        return table.lines(room);
    }
}
