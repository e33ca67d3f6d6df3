// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvFileTest {

    private static final Path FILE = Path.of("x.env");

    private record Row(String text, Map<String, String> variables) {}

    private record FaultyRow(String text, List<String> problems) {}

    static List<Row> table() {
        return List.of(
                new Row("", Map.of()),
                new Row("# A=1\n\n  # B=1\n \t\n", Map.of()),
                new Row("A=1\nB=2", Map.of("A", "1", "B", "2")),
                new Row("A=1\r\nB=\r\n", Map.of("A", "1", "B", "")),
                new Row("  A = 1 2  \n", Map.of("A", "1 2")),
                new Row("export A=1\nexport\tB=2\nexport=3", Map.of("A", "1", "B", "2", "export", "3")),
                new Row("A=a#b\nB=a #b\nC=#\nD= # x", Map.of("A", "a#b", "B", "a", "C", "#", "D", "")),
                new Row("A=$B \\n 'x'", Map.of("A", "$B \\n 'x'")),
                new Row("A='$B \\n \"x\" # y' # z", Map.of("A", "$B \\n \"x\" # y")),
                new Row("A=\"a\\nb\\t\\\"\\\\\\$\\q'\"", Map.of("A", "a\nb\t\"\\$\\q'")),
                new Row("A='x\ny'\nB=\"x\n\ny\"\nC=1", Map.of("A", "x\ny", "B", "x\n\ny", "C", "1")),
                new Row("A=''\nB=\"\"", Map.of("A", "", "B", "")),
                new Row("A=1\nA=2", Map.of("A", "2")),
                new Row("_a.B-9=x=y", Map.of("_a.B-9", "x=y")),
                new Row("A=ä😀", Map.of("A", "ä😀")));
    }

    static List<FaultyRow> faults() {
        String expected = "expected NAME=value; a name has letters, digits, '_', '.' and '-', no digit first";
        return List.of(
                faulty("A", "1:2: " + expected),
                faulty("=secret", "1:1: " + expected),
                faulty("export secret\n 9A=secret", "1:14: " + expected, "2:2: " + expected),
                faulty("Ä=secret", "1:1: " + expected),
                faulty("A='secret\nB=1", "1:3: the quote is not closed"),
                faulty("A=\"secret\\\"", "1:3: the quote is not closed"),
                faulty("A='😀' secret", "1:7: expected the end of the line behind the closing quote"),
                faulty("A=se\0cret", "1:3: the value of A holds a NUL character"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void reads(Row row) {
        assertThat(EnvFile.parse(FILE, row.text())).isEqualTo(new EnvFile.Variables(row.variables(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWithoutShowingAValue(FaultyRow row) {
        assertThat(EnvFile.parse(FILE, row.text()).problems())
                .extracting(Problem::toString)
                .containsExactly(row.problems().stream().map("x.env:"::concat).toArray(String[]::new))
                .noneMatch(message -> message.contains("secret"));
    }

    private static FaultyRow faulty(String text, String... problems) {
        return new FaultyRow(text, List.of(problems));
    }
}
