// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other commands, and what is wrong input to all. */
class CommandLineTest {

    @TempDir
    private Path directory;

    @Test
    void runBacksOffAsTheOriginalDoes() {
        try (RunningProcmon procmon = RunningProcmon.start(directory, "run", "-m", "100ms", "--", "false")) {
            assertThat(IntStream.rangeClosed(1, 4)
                            .mapToObj(n -> procmon.awaitLines(n, "false +\\* exited with 1.*; restarting in (\\S+)")
                                    .group(1)))
                    .containsExactly("100ms", "200ms", "400ms", "800ms");
        }
    }

    @Test
    void runRestartsAtOnceWhatHasLivedLong() {
        try (RunningProcmon procmon =
                RunningProcmon.start(directory, "run", "--threshold", "0.1", "--name", "nap", "sleep", "0.2")) {
            procmon.awaitLines(3, "nap +\\* exited with 0 after .*; restarting");
            assertThat(procmon.stop()).isZero();
        }
    }

    @Test
    void runPassesVariablesAndTheDirectory() {
        try (RunningProcmon procmon = RunningProcmon.start(
                directory,
                "run",
                "--name",
                "p",
                "--env",
                "GREETING=hello",
                "--cwd",
                "/",
                "--",
                "sh",
                "-c",
                "echo $GREETING $PWD; sleep 100")) {
            procmon.awaitLine("p +\\| hello /");
            assertThat(procmon.stop()).isZero();
        }
    }

    @Test
    void whatInitWritesRunsAsItIs() {
        try (RunningProcmon init = RunningProcmon.start(directory, "init")) {
            assertThat(init.awaitExit()).isZero();
        }
        try (RunningProcmon procmon = RunningProcmon.start(directory, "up")) {
            procmon.awaitLine("ticker +\\| tick");
            procmon.awaitLine("worker +\\* exited with 1.*; restarting in .*");
            assertThat(procmon.stop()).isZero();
        }
    }

    @Test
    void checkPrintsWhatIsInEffect() throws IOException {
        Files.writeString(directory.resolve("procmon.toml"), "[program.web]\ncommand = \"sleep 1\"\n");
        try (RunningProcmon procmon = RunningProcmon.start(directory, "check")) {
            assertThat(procmon.awaitExit()).isZero();
            assertThat(String.join("\n", procmon.printed()))
                    .contains("[program.web]", "\"sleep\", \"1\"", "grace = \"10s\"");
        }
    }

    @Test
    void checkTellsEveryProblemWithItsPlace() throws IOException {
        Files.writeString(
                directory.resolve("procmon.toml"),
                "[program.web]\ncomand = \"sleep 1\"\n\n[program.db]\ncommand = [1]\n");
        try (RunningProcmon procmon = RunningProcmon.start(directory, "check")) {
            assertThat(procmon.awaitExit()).isEqualTo(2);
            procmon.awaitLine(".*procmon\\.toml:2:1: .*comand.*command.*");
            procmon.awaitLine(".*procmon\\.toml:5:12: .*");
        }
    }

    @Test
    void withoutAConfigUpSaysSoInOneLine() {
        try (RunningProcmon procmon = RunningProcmon.start(directory, "up")) {
            assertThat(procmon.awaitExit()).isEqualTo(2);
            assertThat(procmon.printed()).hasSize(1).first().asString().contains("procmon.toml");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upp",
                "run",
                "run --threshold never true",
                "up --colour",
                "check extra",
                "completion tcsh",
                "run --gid x=y"
            })
    void wrongInputIsRefusedWithoutAStackTrace(String arguments) {
        try (RunningProcmon procmon = RunningProcmon.start(directory, arguments.split(" "))) {
            int code = procmon.awaitExit();
            assertThat(code).as("%s", procmon.printed()).isNotZero();
            assertThat(procmon.printed())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "up --help",
                "check --help",
                "init --help",
                "schema",
                "version",
                "--version",
                "completion bash"
            })
    void whatIsAskedForIsTold(String arguments) {
        try (RunningProcmon procmon = RunningProcmon.start(directory, arguments.split(" "))) {
            assertThat(procmon.awaitExit()).isZero();
            assertThat(procmon.printed()).isNotEmpty();
        }
    }
}
