// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import dev.procmon.control.event.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands before each line that is about a program: its name, aligned and coloured, and what kind of line it is; as {@code up} has
 * it. A program that is seen for the first time later has a label from then on.
 */
public final class ProgramLabels {

    /** Names that are longer do not move those of all others to the right. */
    private static final int WIDTH_MAX = 24;

    private static final String SUPERVISOR = "procmon";
    private static final String OUTPUT = " | ";
    private static final String MESSAGE = " * ";

    private final Map<String, String> looks = new HashMap<>();
    private final boolean colours;
    private final int width;

    /**
     * Make labels.
     *
     * @param names those that are known, in the order in which they are coloured
     */
    public ProgramLabels(List<String> names, boolean colours) {
        this.colours = colours;
        int widest = SUPERVISOR.length();
        for (String name : names) {
            int columns = Columns.of(SafeText.of(name));
            widest = columns > WIDTH_MAX ? widest : Math.max(widest, columns);
            look(name);
        }
        width = widest;
    }

    /** Return what stands before a line that a program has written. */
    public String output(String program) {
        return labelled(program, OUTPUT, look(program));
    }

    /** Return what stands before a message about a program. */
    public String message(String program) {
        return labelled(program, MESSAGE, look(program));
    }

    /** Return what stands before a message about the supervisor. */
    public String ofSupervisor() {
        return labelled(SUPERVISOR, MESSAGE, colours ? Style.of(Tone.QUIET) : "");
    }

    /** Return a name as wide as all others, without more. */
    public String name(String program) {
        return labelled(program, "", look(program));
    }

    private String look(String program) {
        String known = looks.get(program);
        if (known == null) {
            known = colours ? Style.ofProgram(looks.size()) : "";
            looks.put(program, known);
        }
        return known;
    }

    private String labelled(String name, String mark, String look) {
        return Style.of(look, Columns.padded(SafeText.of(name), width) + mark);
    }
}
