// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {

    private static final List<Option> OPTIONS = List.of(
            Option.of("file", "FILE", Option.Kind.FILE, "A file.").orLetter('f'),
            Option.often("env", "NAME=VALUE", Option.Kind.TEXT, "A variable."),
            Option.flag("json", "A flag.").orLetter('j'));

    private static final CommandSpec PLAIN = new CommandSpec("up", "Summary.", OPTIONS, Operands.NONE, "");
    private static final CommandSpec COMMAND = new CommandSpec("run", "Summary.", OPTIONS, Operands.COMMAND_LINE, "");
    private static final CommandSpec WORD =
            new CommandSpec("completion", "Summary.", List.of(), Operands.oneOf("SHELL", List.of("bash", "zsh")), "");

    @ParameterizedTest
    @ValueSource(strings = {"--file=a b", "--file|a b", "-f|a b", "-fa b"})
    void aValueIsAttachedOrFollows(String line) {
        assertThat(read(PLAIN, line).value("file")).contains("a b");
    }

    @Test
    void valuesMayLookLikeOptionsOrBeEmpty() {
        assertThat(read(PLAIN, "--file|--json").value("file")).contains("--json");
        assertThat(read(PLAIN, "--file=").value("file")).contains("");
        assertThat(read(PLAIN, "--file=a=b").value("file")).contains("a=b");
    }

    @Test
    void whatIsNotGivenIsNotThere() {
        Arguments arguments = ArgumentReader.read(PLAIN, List.of());
        assertThat(arguments.has("json")).isFalse();
        assertThat(arguments.value("file")).isEmpty();
        assertThat(arguments.all("env")).isEmpty();
    }

    @Test
    void someOptionsMayBeGivenOften() {
        assertThat(read(PLAIN, "--env|A=1|--env=B=2").all("env")).containsExactly("A=1", "B=2");
    }

    @Test
    void aValueThatMayBeLeftOutIsAttachedOrNotThere() {
        CommandSpec spec = new CommandSpec(
                "status",
                "Summary.",
                List.of(Option.maybe("watch", "SECONDS", Option.Kind.TEXT, "Again.")),
                Operands.programs("PATTERN", 0),
                "");
        assertThat(read(spec, "--watch=5|web").value("watch")).contains("5");
        Arguments without = read(spec, "--watch|5");
        assertThat(without.has("watch")).isTrue();
        assertThat(without.value("watch")).isEmpty();
        assertThat(without.operands()).containsExactly("5");
        assertThatThrownBy(() -> read(spec, "--watch=1|--watch=2")).hasMessage("--watch was given twice");
        assertThat(HelpText.of(spec)).contains("--watch[=SECONDS]  Again.").contains("[OPTIONS] [PATTERN...]");
    }

    @Test
    void optionsEndAtTheCommand() {
        Arguments arguments = read(COMMAND, "--json|ls|--json|-f|--|x");
        assertThat(arguments.operands()).containsExactly("ls", "--json", "-f", "--", "x");
        assertThat(arguments.value("file")).isEmpty();
    }

    @Test
    void twoDashesEndTheOptionsAndAreNotPartOfTheCommand() {
        assertThat(read(COMMAND, "-j|--|--strange|--").operands()).containsExactly("--strange", "--");
    }

    @Test
    void aSingleDashIsAnOperand() {
        assertThat(read(COMMAND, "-").operands()).containsExactly("-");
    }

    @Test
    void helpNeedsNothingElse() {
        assertThat(read(COMMAND, "--help").has("help")).isTrue();
        assertThat(read(WORD, "-h").has("help")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --fiel=x    ; unknown option --fiel, did you mean "--file"? (see procmon up --help)
            --zzz       ; unknown option --zzz (see procmon up --help)
            -x          ; unknown option -x (see procmon up --help)
            --json=true ; --json takes no value, but was given "true"
            -jf         ; -j takes no value, but was given "f"
            --file      ; --file needs a value: FILE
            -f          ; -f needs a value: FILE
            -fa|-fb     ; --file was given twice
            extra       ; unexpected argument "extra" (see procmon up --help)
            """)
    void whatIsWrongIsSaid(String line, String message) {
        assertThatThrownBy(() -> read(PLAIN, line))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void aMissingCommandIsSaid() {
        assertThatThrownBy(() -> read(COMMAND, "--json"))
                .isInstanceOf(UsageException.class)
                .hasMessage("COMMAND is missing (see procmon run --help)");
    }

    @Test
    void aWordIsOneOfThoseThatThereAre() {
        assertThat(read(WORD, "zsh").operands()).containsExactly("zsh");
        assertThatThrownBy(() -> read(WORD, "bahs"))
                .hasMessage("unknown SHELL \"bahs\", did you mean \"bash\"? (expected bash, zsh)");
        assertThatThrownBy(() -> ArgumentReader.read(WORD, List.of())).hasMessageStartingWith("SHELL is missing");
    }

    private static Arguments read(CommandSpec spec, String line) {
        return ArgumentReader.read(spec, List.of(line.split("\\|", -1)));
    }
}
