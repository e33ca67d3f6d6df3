// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.control.event.Event;
import dev.procmon.control.event.Tone;
import dev.procmon.core.monitor.OutputLine;
import dev.procmon.core.output.LinePart;
import dev.procmon.core.process.Signal;
import dev.procmon.core.process.StdStream;
import dev.procmon.core.program.ProgramName;
import dev.procmon.core.time.MonotonicTime;
import dev.procmon.daemon.events.Clocks;
import dev.procmon.daemon.events.EventMaker;
import dev.procmon.daemon.events.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TextConsoleTest {

    private static final String ESC = "\u001B";

    private final Screen screen = new Screen();

    @Test
    void namesAreAligned() {
        Console console = console(false, "web", "database");
        console.line(line("web", "one", LinePart.WHOLE));
        console.line(line("database", "two", LinePart.WHOLE));
        told(console, new Notice.Stopping(2, Signal.INT));
        assertThat(screen.text()).isEqualTo("""
                web      | one
                database | two
                procmon  * stopping 2 programs, Ctrl-C again to kill
                """);
    }

    @Test
    void wideNamesAreAlignedByWhatTheyTakeOnTheScreen() {
        Console console = console(false, "\u4e16\u754c\u4e16\u754c", "web");
        console.line(line("\u4e16\u754c\u4e16\u754c", "x", LinePart.WHOLE));
        console.line(line("web", "y", LinePart.WHOLE));
        assertThat(screen.text()).isEqualTo("\u4e16\u754c\u4e16\u754c | x\nweb      | y\n");
    }

    @Test
    void aVeryLongNameDoesNotMoveTheOthers() {
        String name = "n".repeat(60);
        Console console = console(false, "web", name);
        console.line(line("web", "x", LinePart.WHOLE));
        console.line(line(name, "y", LinePart.WHOLE));
        assertThat(screen.text()).isEqualTo("web     | x\n" + name + " | y\n");
    }

    @Test
    void namesHaveColoursAndMessagesAreDim() {
        Console console = console(true, "web", "db");
        console.line(line("web", "plain", LinePart.WHOLE));
        console.line(line("db", ESC + "[31mred", LinePart.WHOLE));
        told(console, new Notice.Stopped());
        assertThat(screen.text())
                .isEqualTo(ESC + "[36mweb     | " + ESC + "[0mplain\n"
                        + ESC + "[33mdb      | " + ESC + "[0m" + ESC + "[31mred" + ESC + "[0m\n"
                        + ESC + "[2mprocmon * " + ESC + "[0m" + ESC + "[2mall programs have stopped" + ESC + "[0m\n");
    }

    @Test
    void thePiecesOfALongLineAreMarked() {
        Console console = console(false, "w");
        console.line(line("w", "first", LinePart.FIRST));
        console.line(line("w", "middle", LinePart.MIDDLE));
        console.line(line("w", "last", LinePart.LAST));
        assertThat(screen.text())
                .isEqualTo("w       | first\u2026\nw       | \u2026middle\u2026\nw       | \u2026last\n");
    }

    @Test
    void aCarriageReturnIsOnlyHarmlessAtTheEndOfALine() {
        Console console = console(false, "w");
        console.line(line("w", "dos\r", LinePart.WHOLE));
        console.line(line("w", "50%\r100%", LinePart.WHOLE));
        console.line(line("w", "cut\r", LinePart.FIRST));
        assertThat(screen.text()).isEqualTo("w       | dos\nw       | 50%\\x0d100%\nw       | cut\\x0d\u2026\n");
    }

    @Test
    void whatHasEndedWithoutSuccessIsNamed() {
        Console console = console(false, "w");
        told(console, new Notice.Ended(3, List.of(new ProgramName("a"), new ProgramName("b"))));
        told(console, new Notice.Ended(3, List.of()));
        told(console, new Notice.Ended(1, List.of()));
        assertThat(screen.text()).isEqualTo("""
                procmon * all programs have ended, without success: a, b
                procmon * all programs have ended with success
                procmon * the program has ended with success
                """);
    }

    @Test
    void whatHasNoMessageIsNotShown() {
        Console console = console(false, "w");
        console.event(event(Optional.of("w"), ""));
        assertThat(screen.text()).isEmpty();
    }

    @Test
    void aProgramThatComesLaterGetsALabelAndMovesNobody() {
        Console console = console(true, "web", "db");
        console.event(event(Optional.of("a-late-one"), "started, pid 3"));
        console.line(line("a-late-one", "x", LinePart.WHOLE));
        console.line(line("db", "y", LinePart.WHOLE));
        assertThat(screen.text())
                .isEqualTo(ESC + "[32ma-late-one * " + ESC + "[0m" + ESC + "[2mstarted, pid 3" + ESC + "[0m\n"
                        + ESC + "[32ma-late-one | " + ESC + "[0mx\n"
                        + ESC + "[33mdb      | " + ESC + "[0my\n");
    }

    private static void told(Console console, Notice notice) {
        console.event(new EventMaker(new Clocks(() -> Instant.EPOCH, () -> MonotonicTime.ORIGIN)).of(notice));
    }

    private static Event event(Optional<String> program, String message) {
        return new Event(
                0,
                Instant.EPOCH,
                0,
                "started",
                program,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Tone.QUIET,
                message,
                Map.of());
    }

    private Console console(boolean colours, String... names) {
        List<ProgramName> programs = new ArrayList<>();
        for (String name : names) {
            programs.add(new ProgramName(name));
        }
        return new TextConsole(programs, screen.sink(), colours);
    }

    private static OutputLine line(String program, String text, LinePart part) {
        return new OutputLine(new ProgramName(program), 1, StdStream.STDOUT, text, part);
    }
}
