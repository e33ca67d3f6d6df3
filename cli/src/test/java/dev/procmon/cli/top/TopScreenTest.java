// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.text.Columns;
import dev.procmon.cli.text.JoinedLines;
import dev.procmon.control.action.Action;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.status.OutputStatus;
import dev.procmon.control.status.ProgramStatus;
import dev.procmon.control.status.Why;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopScreenTest {

    private static final TopModel TWO = looking(Samples.ready("web", 12), Samples.backingOff("db"));

    @Test
    void programsStandBetweenACountAndTheKeys() {
        assertThat(plain(TWO, 100, 6))
                .containsExactly(
                        "2 programs: 1 ready, 1 backing off",
                        "NAME  STATE        READY  PID  UPTIME  RST  CPU%  MEM  LAST EXIT                 NEXT",
                        "web   running      yes     12   2m10s    2   5.0  11M  exited with 1 after 0.3s"
                                + " ".repeat(21),
                        "db    backing-off  -        -       -    7     -    -  exited with 1 after 0.3s  next start in 4s",
                        "",
                        "s start  x stop  r restart  R replace  l log  w why  / filter  ? help  q quit");
    }

    @Test
    void whatIsWrongWithOutputStandsBelowThePrograms() {
        OutputStatus lost = new OutputStatus(9, 0, 1200, 12, Optional.empty(), Optional.of("ENOSPC\u001B"));
        TopModel model = looking(
                Samples.with(lost, Samples.ready("web", 12)), Samples.ready("db", 13), Samples.ready("mail", 14));
        assertThat(plain(model, 100, 8))
                .hasSize(8)
                .anyMatch(line -> line.startsWith("mail"))
                .contains("web: output cannot be written: ENOSPC\\x1b (and 1 more)");
        assertThat(plain(model, 100, 6))
                .noneMatch(line -> line.startsWith("mail"))
                .contains("web: output cannot be written: ENOSPC\\x1b (and 1 more)");
        assertThat(plain(model, 100, 5))
                .anyMatch(line -> line.startsWith("db"))
                .noneMatch(line -> line.contains("ENOSPC"));
    }

    @Test
    void theChosenOneIsSeenHoweverManyThereAre() {
        ProgramStatus[] many = IntStream.range(0, 1_000)
                .mapToObj(i -> Samples.ready("p" + i, i))
                .toArray(ProgramStatus[]::new);
        TopModel model = looking(many);
        for (int i = 0; i < 500; i++) {
            model = model.step(new TopInput.Pressed(Key.DOWN)).model();
        }
        List<String> lines = TopScreen.render(model, 80, 24, ZoneOffset.UTC);
        assertThat(lines).hasSize(24);
        assertThat(lines)
                .filteredOn(line -> line.contains("\u001B[7m"))
                .hasSize(1)
                .first()
                .asString()
                .contains("p500 ");
    }

    @Test
    void whatIsAskedIsAskedAtTheBottom() {
        assertThat(plain(seeing(new View.Confirming(Action.STOP, "db\u0007")), 80, 24)
                        .getLast())
                .isEqualTo("stop db\\x07? (y/n)");
        assertThat(plain(seeing(new View.Filtering()), 80, 24).getLast()).startsWith("/_");
    }

    @Test
    void aLostSupervisorIsSaidOnTop() {
        TopModel lost = TWO.step(new TopInput.Lost("the supervisor has gone")).model();
        assertThat(plain(lost, 80, 24))
                .startsWith("procmon does not answer, trying again: the supervisor has gone")
                .anyMatch(line -> line.startsWith("web "));
    }

    @Test
    void aLogShowsItsLastLinesOrThoseOneHasScrolledTo() {
        List<JoinedLines.Joined> lines = IntStream.range(0, 50)
                .mapToObj(i ->
                        new JoinedLines.Joined(List.of(Samples.line(i, "db", "line\t" + i + "\u001B[2J", "whole"))))
                .toList();
        assertThat(plain(seeing(new View.Log("db", lines, 0)), 80, 5))
                .containsExactly(
                        "log of db, following",
                        "line    47\\x1b[2J",
                        "line    48\\x1b[2J",
                        "line    49\\x1b[2J",
                        "q back  up down scroll  end follow");
        assertThat(plain(seeing(new View.Log("db", lines, 10)), 80, 5))
                .startsWith("log of db, 10 lines back", "line    37\\x1b[2J");
        assertThat(plain(seeing(new View.Log("db", lines, 49)), 80, 5))
                .startsWith("log of db, 49 lines back", "line    0\\x1b[2J");
    }

    @Test
    void anExplanationCanBeScrolledToItsEnd() {
        assertThat(plain(seeing(new View.Explanation(why(), 0)), 80, 24)).startsWith("why db", "db is backing off");
        assertThat(plain(seeing(new View.Explanation(why(), 2)), 80, 24)).startsWith("why db", "What you can do:");
        assertThat(plain(seeing(new View.Explanation(why(), 99)), 80, 24)).startsWith("why db", "  procmon logs db");
    }

    static Stream<Arguments> views() {
        JoinedLines.Joined line = new JoinedLines.Joined(
                List.of(Samples.line(1, "db", "\u4e16\u754c \u001B[31m" + "long ".repeat(50), "middle")));
        List<View> views = List.of(
                new View.Programs(),
                new View.Filtering(),
                new View.Confirming(Action.RESTART, "a-name-of-considerable-length-that-does-not-fit-anywhere"),
                new View.Help(),
                new View.Log("db", List.of(line, line, line, line), 1),
                new View.Explanation(why(), 1));
        return views.stream().flatMap(view -> Stream.of(
                        new int[] {80, 24}, new int[] {40, 10}, new int[] {20, 3}, new int[] {1, 1}, new int[] {200, 60
                        })
                .map(size -> Arguments.of(view, size[0], size[1])));
    }

    @ParameterizedTest
    @MethodSource("views")
    void nothingIsWiderOrHigherThanTheScreen(View view, int width, int height) {
        TopModel model = new TopModel(
                looking(Samples.ready("a-name-of-considerable-length", 12), Samples.backingOff("\u4e16\u754c"))
                        .list(),
                Optional.empty(),
                "\u4e16\u754c",
                "",
                view,
                "a message that is longer than the narrow screens are wide \u001B[2J",
                Optional.empty(),
                true);
        List<String> lines = plain(model, width, height);
        assertThat(lines).hasSizeLessThanOrEqualTo(height).isNotEmpty();
        assertThat(lines).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
        assertThat(lines).noneMatch(line -> line.contains("\u001B"));
    }

    @Test
    void noProgramsAreSaid() {
        assertThat(plain(looking(), 80, 24)).startsWith("no programs", "no program");
        assertThat(plain(TopModel.first(true), 80, 24)).startsWith("procmon top: looking ...");
    }

    private static Why why() {
        LogLine line = Samples.line(1, "db", "\u001B[2J", "whole");
        return new Why(
                Samples.NOW,
                Samples.backingOff("db"),
                List.of(new Why.Cause("db", "is backing off", Optional.empty(), List.of())),
                Optional.empty(),
                Optional.empty(),
                List.of("procmon logs " + line.program()));
    }

    private static TopModel looking(ProgramStatus... programs) {
        return TopModel.first(true)
                .step(new TopInput.Looked(Samples.list(programs)))
                .model();
    }

    private static TopModel seeing(View view) {
        return new TopModel(TWO.list(), TWO.before(), TWO.chosen(), "", view, "", Optional.empty(), true);
    }

    /** The lines without looks; whatever else is a control character stays. */
    private static List<String> plain(TopModel model, int width, int height) {
        return TopScreen.render(model, width, height, ZoneOffset.UTC).stream()
                .map(line -> line.replaceAll("\u001B\\[[0-9]*m", ""))
                .toList();
    }
}
