// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final List<Column> COLUMNS = List.of(
            Column.words("NAME"),
            Column.words("STATE"),
            Column.numbers("RESTARTS").orShort("RST"),
            Column.sentences("LAST EXIT", 6),
            Column.sentences("NEXT", 6));

    private final Table table = new Table(COLUMNS);

    TableTest() {
        table.row(List.of("database", "running", "3", "exited with 1", "next start"), Style.GOOD, 1);
    }

    @Test
    void whatFitsIsShownAsItIs() {
        assertThat(lines(80, true))
                .containsExactly(
                        "NAME      STATE    RESTARTS  LAST EXIT      NEXT",
                        "database  \u001B[32mrunning\u001B[0m         3  exited with 1  next start");
    }

    @Test
    void headersAreShortenedFirst() {
        assertThat(lines(48, true).getFirst()).isEqualTo("NAME      STATE    RST  LAST EXIT      NEXT");
    }

    @Test
    void thenTextsAreCutFromTheRight() {
        assertThat(lines(46, true).get(1)).endsWith("  3  exited with 1  next s\u2026");
        assertThat(lines(40, true).get(1)).endsWith("  3  exited \u2026  next \u2026");
    }

    @Test
    void thenColumnsAreLeftOutAndTheirRoomIsUsed() {
        assertThat(lines(36, true).getFirst()).isEqualTo("NAME      STATE    RST  LAST EXIT");
        assertThat(lines(36, true).get(1)).endsWith("  3  exited with\u2026");
        assertThat(lines(25, true).getFirst()).isEqualTo("NAME      STATE    RST");
        assertThat(lines(17, true).getFirst()).isEqualTo("NAME      STATE");
    }

    @Test
    void nothingIsCutWhereThereIsNoTerminal() {
        String next = "next start ".repeat(30) + "in 4s";
        table.row(List.of("web", "backing-off", "3", "exited with 1", next));
        assertThat(table.lines(Width.PAPER).getLast()).endsWith(next);
    }

    @Test
    void namesAreCutAtATerminalOnly() {
        assertThat(lines(14, true).get(1)).startsWith("data\u2026  ");
        assertThat(lines(14, false).get(1)).startsWith("database  ");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 17, 20, 22, 25, 30, 31, 37, 38, 43, 48, 49, 80})
    void noLineIsWiderThanTheTerminal(int columns) {
        table.row(List.of("\u4e16\u754c\u4e16\u754c", "waiting", "100", "\u001B[2J", ""));
        assertThat(lines(columns, true))
                .allSatisfy(line -> assertThat(Columns.of(line.replaceAll("\u001B\\[[0-9]*m", "")))
                        .isLessThanOrEqualTo(columns));
    }

    @Test
    void controlCharactersAreShown() {
        table.row(List.of("\u001B[2J", "waiting", "0", "a\nb", ""));
        assertThat(lines(120, false).getLast()).isEqualTo("\\x1b[2J   waiting         0  a\\x0ab");
    }

    private List<String> lines(int columns, boolean cuttingNames) {
        return table.lines(new Width(columns, cuttingNames));
    }
}
