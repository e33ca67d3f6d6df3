// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.cli.text.Columns;
import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.text.Style;
import dev.procmon.control.event.Tone;
import dev.procmon.core.program.ProgramName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands before each line: the name of the program, aligned and coloured, and what kind of line it is. */
final class Labels {

    /** Names that are longer do not move those of all others to the right. */
    private static final int WIDTH_MAX = 24;

    /** Who speaks where it is the supervisor. */
    private static final String SUPERVISOR = "procmon";

    private static final String OUTPUT = " | ";
    private static final String MESSAGE = " * ";

    /** The beginnings of the lines of one program, encoded. Two are never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    static final class Label {

        final byte[] output;
        final byte[] message;

        Label(byte[] output, byte[] message) {
            this.output = output;
            this.message = message;
        }
    }

    private final Map<String, Label> labels = new HashMap<>();
    private final Label supervisor;
    private final boolean colours;
    private final int width;

    Labels(List<ProgramName> programs, boolean colours) {
        this.colours = colours;
        this.width = width(programs);
        for (ProgramName name : programs) {
            add(name.value());
        }
        supervisor = label(padded(SUPERVISOR), colours ? Style.of(Tone.QUIET) : "");
    }

    /** Return the label of a program. One that was not there at the beginning gets the next colour, and moves nobody to the right. */
    Label of(String program) {
        Label label = labels.get(program);
        return label == null ? add(program) : label;
    }

    Label ofSupervisor() {
        return supervisor;
    }

    private Label add(String program) {
        Label label = label(padded(shown(program)), colours ? Style.ofProgram(labels.size()) : "");
        labels.put(program, label);
        return label;
    }

    private static int width(List<ProgramName> programs) {
        int width = SUPERVISOR.length();
        for (ProgramName name : programs) {
            int columns = Columns.of(shown(name.value()));
            width = columns > WIDTH_MAX ? width : Math.max(width, columns);
        }
        return width;
    }

    private static Label label(String name, String look) {
        return new Label(encoded(name + OUTPUT, look), encoded(name + MESSAGE, look));
    }

    private static byte[] encoded(String text, String look) {
        String styled = look.isEmpty() ? text : look + text + Style.RESET;
        return styled.getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(String name) {
        StringBuilder out = new StringBuilder();
        SafeText.append(out, name, false);
        return out.toString();
    }

    private String padded(String text) {
        return text + " ".repeat(Math.max(0, width - Columns.of(text)));
    }
}
