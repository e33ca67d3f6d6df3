// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PORT", "8080", "EMPTY", "", "BLANKS", "two words", "QUOTE", "'\"|;$(x)", "NEST", "${PORT}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${PORT} | 8080",
                "a${PORT}b${PORT} | a8080b8080",
                "${EMPTY} | ``",
                "${EMPTY:-x} | x",
                "${NONE:-x y} | x y",
                "${NONE:-} | ``",
                "${PORT:-x} | 8080",
                "${NONE:-${PORT} | ${PORT",
                "$PORT $$ $ ${BLANKS} | $PORT $$ $ two words",
                "$${PORT} | ${PORT}",
                "$$${PORT} | $${PORT}",
                "$$$ ${PORT}$ | $$$ 8080$",
                "${NEST} | ${PORT}"
            })
    void ofAString(String written, String meant) {
        Configuration configuration = valid("[program.a]\ncommand = 'a'\nenv.X = '" + written + "'");
        assertThat(child(configuration).program().environment().variables()).isEqualTo(Map.of("X", meant));
    }

    /** Whatever a variable holds, it is part of one word: a line is split before anything is put in. */
    @Test
    void ofACommandLine() {
        assertThat(words("a ${BLANKS} x${PORT}y")).containsExactly("a", "two words", "x8080y");
        assertThat(words("a ${EMPTY} \"${EMPTY}\" b")).containsExactly("a", "", "", "b");
        assertThat(words("a ${QUOTE}")).containsExactly("a", "'\"|;$(x)");
        assertThat(words("a \"x ${PORT} y\"")).containsExactly("a", "x 8080 y");
        assertThat(words("a '${PORT}' \\${PORT}")).containsExactly("a", "${PORT}", "${PORT}");
        assertThat(words("a $${PORT} \"$${PORT}\"")).containsExactly("a", "${PORT}", "${PORT}");
        assertThat(words("a ${NONE:-x y}")).containsExactly("a", "x y");
        assertThat(words("${BLANKS}")).containsExactly("two words");
        assertThat(words("${PORT}=1")).containsExactly("8080=1");
    }

    @Test
    void ofEveryCommand() {
        Configuration configuration = valid("""
                [program.a]
                command = ["a", "${BLANKS}"]
                stop.command = "s ${BLANKS}"
                hooks = { pre-start = "h ${BLANKS}", post-stop = { command = "p ${BLANKS}" } }
                ready.exec = "r ${BLANKS}"
                live = { exec = ["l", "${BLANKS}"], period = "${NONE:-5s}" }
                """);
        assertThat(EffectiveConfiguration.render(configuration))
                .contains(
                        "command = [\"a\", \"two words\"]",
                        "command = [\"s\", \"two words\"]",
                        "command = [\"h\", \"two words\"]",
                        "command = [\"p\", \"two words\"]",
                        "exec = [\"r\", \"two words\"]",
                        "exec = [\"l\", \"two words\"], period = \"5s\"");
    }

    @Test
    void ofTheSupervisorAndDefaultsAndProfiles() {
        Configuration configuration = ((ConfigResult.Valid) ConfigReader.read(
                        Path.of("/srv/procmon.toml"), """
                        [supervisor]
                        name = "shop-${PORT}"
                        api.view = ["user:${PORT}"]
                        [defaults]
                        cwd = "/srv/${PORT}"
                        [program.a]
                        command = "a"
                        [profile.p.program.a]
                        env.X = "${PORT}"
                        """, new ReadOptions(List.of("p"), ENVIRONMENT)))
                .configuration();
        assertThat(configuration.settings().name()).contains("shop-8080");
        assertThat(configuration.settings().api().view().getFirst()).hasToString("user:8080");
        assertThat(child(configuration).program().directory()).contains("/srv/8080");
        assertThat(child(configuration).program().environment().variables()).containsEntry("X", "8080");
    }

    private static List<String> words(String line) {
        return child(valid("[program.a]\ncommand = '''" + line + "'''"))
                .program()
                .command()
                .arguments();
    }

    private static ProgramInstance child(Configuration configuration) {
        return configuration.programs().getFirst().replica(0);
    }

    private static Configuration valid(String text) {
        return switch (ConfigReader.read(Path.of("/srv/procmon.toml"), text, new ReadOptions(List.of(), ENVIRONMENT))) {
            case ConfigResult.Valid valid -> valid.configuration();
            case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
