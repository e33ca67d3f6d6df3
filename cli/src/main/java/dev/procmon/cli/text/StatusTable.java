// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.ProgramList;
import dev.procmon.control.status.ProgramStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs as a table, and in a line how many of them are how. */
public final class StatusTable {

    private static final int STATE = 1;
    private static final String NOTHING = "-";
    private static final Duration NOW = Duration.ofMillis(100);

    private static final List<Column> COLUMNS = List.of(
            Column.words("NAME"),
            Column.words("STATE"),
            Column.words("READY"),
            Column.numbers("PID"),
            Column.numbers("UPTIME"),
            Column.numbers("RESTARTS").orShort("RST"),
            Column.numbers("CPU%"),
            Column.numbers("MEM"),
            Column.sentences("LAST EXIT", 14),
            Column.sentences("NEXT", 10));

    private StatusTable() {}

    /**
     * Return the table, the headers first.
     *
     * @param load how much of a processor each of them uses
     */
    public static List<String> lines(ProgramList list, Load load, Width room, boolean colours) {
        Table table = new Table(COLUMNS);
        for (ProgramStatus program : list.programs()) {
            table.row(cells(program, load, list.at()), colours ? look(program) : "", STATE);
        }
        return table.lines(room);
    }

    /**
     * Return how many there are and how they are: {@code 12 programs: 10 ready, 1 backing off, 1 stopped}; and, counted once more, how many
     * of them wait with their output.
     */
    public static String summary(ProgramList list) {
        if (list.programs().isEmpty()) {
            return "no programs";
        }
        List<String> words = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (ProgramStatus program : list.programs()) {
            count(word(program), words, counts);
        }
        StringBuilder out = new StringBuilder();
        int all = list.programs().size();
        out.append(all).append(all == 1 ? " program: " : " programs: ");
        for (int i = 0; i < words.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(counts.get(i)).append(' ').append(words.get(i));
        }
        int waiting = 0;
        for (ProgramStatus program : list.programs()) {
            waiting += waitsWithOutput(program) ? 1 : 0;
        }
        if (waiting > 0) {
            out.append(", ")
                    .append(waiting)
                    .append(waiting == 1 ? " waits with its output" : " wait with their output");
        }
        return out.toString();
    }

    /** Tell whether a program stands still, or soon will, because nobody reads what it writes. */
    public static boolean waitsWithOutput(ProgramStatus program) {
        return program.output().isPresent()
                && program.output().get().waitingSince().isPresent();
    }

    /** Return what there is to say of the supervisor: what it does if it is not just running, and what troubles it. */
    public static List<String> remarks(InstanceStatus instance) {
        List<String> remarks = new ArrayList<>();
        if (!instance.phase().equals("running")) {
            remarks.add("procmon is " + SafeText.of(instance.phase()));
        }
        for (String trouble : instance.troubles()) {
            remarks.add("trouble: " + SafeText.of(trouble));
        }
        return remarks;
    }

    /** Return where output cannot be written, waits or was lost, a line for each. */
    public static List<String> outputs(ProgramList list) {
        List<String> lines = new ArrayList<>();
        for (ProgramStatus program : list.programs()) {
            if (program.output().isPresent()) {
                OutputTrouble.append(lines, program.name(), program.output().get(), list.at());
            }
        }
        return lines;
    }

    /** Return what happens next to a program, and when, or else what there is to say of its state. */
    public static String next(ProgramStatus program, Instant now) {
        if (program.nextAt().isEmpty()) {
            return program.nextWhat().orElse(program.detail());
        }
        Duration in = Duration.between(now, program.nextAt().get());
        String what = program.nextWhat().orElse("next");
        return in.compareTo(NOW) < 0 ? what + " now" : what + " in " + HumanDuration.of(in);
    }

    /** Return the look of a state. */
    public static String look(ProgramStatus program) {
        return switch (program.state()) {
            case "running" -> program.ready() ? Style.GOOD : Style.UNDERWAY;
            case "waiting", "starting", "stopping" -> Style.UNDERWAY;
            case "backing-off", "failed" -> Style.BAD;
            default -> program.wellAsWanted() ? Style.FAINT : Style.BAD;
        };
    }

    private static List<String> cells(ProgramStatus program, Load load, Instant now) {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        cells.add(name(program));
        cells.add(program.state());
        cells.add(isUp(program) ? program.ready() ? "yes" : "no" : NOTHING);
        cells.add(program.pid().isPresent() ? Long.toString(program.pid().getAsLong()) : NOTHING);
        cells.add(uptime(program, now));
        cells.add(Long.toString(program.restarts()));
        cells.add(load.of(program, now));
        cells.add(
                program.memoryBytes().isPresent()
                        ? HumanSize.of(program.memoryBytes().getAsLong())
                        : NOTHING);
        cells.add(program.lastExit().orElse(NOTHING));
        cells.add(next(program, now));
        return cells;
    }

    private static String name(ProgramStatus program) {
        Optional<String> role = program.role();
        return role.isEmpty() ? program.name() : program.name() + " (" + role.get() + ")";
    }

    private static String uptime(ProgramStatus program, Instant now) {
        boolean runs = program.pid().isPresent() && program.startedAt().isPresent();
        return runs ? HumanDuration.between(program.startedAt().get(), now) : NOTHING;
    }

    private static boolean isUp(ProgramStatus program) {
        return program.state().equals("running") || program.state().equals("starting");
    }

    private static String word(ProgramStatus program) {
        if (program.state().equals("running")) {
            return program.ready() ? "ready" : "not ready";
        }
        return program.state().replace('-', ' ');
    }

    private static void count(String word, List<String> words, List<Integer> counts) {
        int at = words.indexOf(word);
        if (at < 0) {
            words.add(word);
            counts.add(1);
        } else {
            counts.set(at, counts.get(at) + 1);
        }
    }
}
