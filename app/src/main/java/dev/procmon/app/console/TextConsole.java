// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import dev.procmon.cli.text.SafeText;
import dev.procmon.cli.text.Style;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.output.LinePart;
import dev.procmon.core.program.ProgramName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Shows what happens as lines for people: {@code web | what it writes} and {@code web * what becomes of it}. An ellipsis
 * marks where a line was too long for one piece.
 */
public final class TextConsole implements Console {

    private static final byte[] ELLIPSIS = "\u2026".getBytes(StandardCharsets.UTF_8);

    private final Labels labels;
    private final Sink sink;
    private final boolean colours;

    /**
     * Make a console.
     *
     * @param programs all programs, in the order in which they are coloured; others may come later
     * @param colours whether there is a terminal that knows colours
     */
    public TextConsole(List<ProgramName> programs, Sink sink, boolean colours) {
        this.labels = new Labels(programs, colours);
        this.sink = sink;
        this.colours = colours;
    }

    @Override
    public void line(OutputLine line) {
        sink.write(labels.of(line.program().value()).output);
        if (line.part().hasBegun()) {
            sink.write(ELLIPSIS);
        }
        writeSafely(line.text(), line.part());
        if (line.part().goesOn()) {
            sink.write(ELLIPSIS);
        }
        sink.endLine();
    }

    @Override
    public void event(Event event) {
        if (!event.message().isEmpty()) {
            Optional<String> program = event.program();
            message(
                    program.isPresent() ? labels.of(program.get()) : labels.ofSupervisor(),
                    event.tone(),
                    event.message());
        }
    }

    private void message(Labels.Label label, Tone tone, String text) {
        StringBuilder out = new StringBuilder();
        if (colours) {
            out.append(Style.of(tone));
        }
        SafeText.append(out, text, false);
        if (colours) {
            out.append(Style.RESET);
        }
        sink.write(label.message);
        sink.write(out.toString().getBytes(StandardCharsets.UTF_8));
        sink.endLine();
    }

    private void writeSafely(String text, LinePart part) {
        // A carriage return at the end of a line is how some programs end lines.
        boolean ended = !part.goesOn() && text.endsWith("\r");
        String bare = ended ? text.substring(0, text.length() - 1) : text;
        if (SafeText.isPlain(bare)) {
            sink.write(bare.getBytes(StandardCharsets.UTF_8));
        } else {
            StringBuilder out = new StringBuilder(bare.length() + 16);
            SafeText.append(out, bare, colours);
            sink.write(out.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
