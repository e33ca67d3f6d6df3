// SPDX-License-Identifier: Apache-2.0
package dev.procmon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            chek           ; procmon: unknown command "chek", did you mean "check"? (see procmon --help)
            frobnicate     ; procmon: unknown command "frobnicate" (see procmon --help)
            --frobnicate   ; procmon: unknown option "--frobnicate" (see procmon --help)
            check -x       ; procmon: unknown option -x (see procmon check --help)
            version now    ; procmon: unexpected argument "now" (see procmon version --help)
            help upp       ; procmon: unknown COMMAND "upp", did you mean "up"? (expected up, daemon, run, check, init, schema, status, why, top, events, logs, runs, start, stop, restart, replace, kill, signal, trigger, scale, remove, plan, reload, config, down, instances, version, completion, help)
            """)
    void aWrongCommandLineIsOneLineAndExitCode2(String line, String message) {
        assertThat(run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(err()).isEqualTo(message + "\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void nothingAtAllIsAWrongCommandLine() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err()).isEqualTo("procmon: no command given (see procmon --help)\n");
    }

    @ParameterizedTest
    @CsvSource({"--help", "-h", "help"})
    void helpListsTheCommands(String word) {
        assertThat(run(word)).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("Commands:").contains("  up ").contains("Exit codes:");
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "version"})
    void versionSaysOnWhatItRuns(String word) {
        assertThat(run(word)).isEqualTo(ExitCode.OK);
        assertThat(out()).startsWith("procmon ").contains("\njava ").contains("\nsystem ");
    }

    @Test
    void aMissingConfigurationSaysHowToMakeOne() {
        assertThat(run("check")).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .startsWith("procmon: no procmon.toml in this directory or above it: make one")
                .hasLineCount(1);
    }

    @Test
    void theConfigurationOfAParentDirectoryIsFound() throws IOException {
        write("[program.web]\ncommand = [\"/bin/sleep\", \"1\"]\n");
        Path below = Files.createDirectories(directory.resolve("a/b"));
        assertThat(runIn(below, "check")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("[program.web]");
        assertThat(err()).isEmpty();
    }

    @Test
    void problemsGoToStandardErrorOnePerLine() throws IOException {
        Path file = write("[program.web]\ncommand = 1\n[program.db]\n");
        assertThat(run("check", "-f", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err().lines()).hasSize(2).allSatisfy(line -> assertThat(line).matches(file + ":\\d+:\\d+: .+"));
        assertThat(out()).isEmpty();
    }

    @Test
    void whatThisHostLacksIsAWarning() throws IOException {
        Path file = write("""
                [program.a]
                command = ["no-such-command-anywhere"]
                [program.b]
                command = ["./here"]
                cwd = "gone"
                """);
        assertThat(run("check", "-f", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(err())
                .contains("warning: a: the command no-such-command-anywhere is in no directory of PATH")
                .contains("warning: b: the directory " + directory.resolve("gone") + " does not exist")
                .contains("warning: b: the command ")
                .contains("/here does not exist");
    }

    @Test
    void whatInitWritesIsValidAndCanRunHere() {
        assertThat(run("init")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("wrote procmon.toml; next: procmon check, procmon up\n");
        assertThat(run("check")).isEqualTo(ExitCode.OK);
        assertThat(err()).isEmpty();
        assertThat(out()).contains("[program.ticker]", "[program.worker]");
    }

    @Test
    void initWritesOverAFileOnlyByForce() throws IOException {
        Path file = write("mine");
        assertThat(run("init")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).isEqualTo("procmon: procmon.toml is there already; --force writes over it\n");
        assertThat(file).hasContent("mine");
        assertThat(run("init", "--force")).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(file)).contains("[program.ticker]");
    }

    @Test
    void initSaysWhyItCannotWrite() {
        assertThat(run("init", "-f", "gone/x.toml")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).isEqualTo("procmon: cannot write gone/x.toml: ENOENT (no such directory)\n");
    }

    @Test
    void schemaPrintsWhatEditorsWant() {
        assertThat(run("schema")).isEqualTo(ExitCode.OK);
        assertThat(out()).startsWith("{\n").contains("https://json-schema.org/draft/2020-12/schema", "\"program\"");
    }

    @Test
    void aProfileIsChosenByAnOptionElseByTheEnvironment() throws IOException {
        write("""
                [program.web]
                command = ["sh", "-c", "${SHELL_WORDS}"]
                [profile.a.program.web]
                nice = 11
                [profile.b.program.web]
                nice = 12
                """);
        environment.put("SHELL_WORDS", "echo hi");
        assertThat(run("check")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("\"echo hi\"", "# nice: ");
        assertThat(run("check", "--profile", "b", "--profile", "a")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("nice = 11").doesNotContain("nice = 12");
        environment.put("PROCMON_PROFILE", "a, b");
        assertThat(run("check")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("nice = 12");
        assertThat(run("check", "--profile", "c")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("there is no profile \"c\"; known profiles: a, b");
    }

    private Path write(String configuration) throws IOException {
        return Files.writeString(directory.resolve("procmon.toml"), configuration);
    }

    private ExitCode run(String... arguments) {
        return runIn(directory, arguments);
    }

    private ExitCode runIn(Path working, String... arguments) {
        Context context = new Context(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                working,
                List.of(arguments));
        return new Cli(context).run(List.of(arguments));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
