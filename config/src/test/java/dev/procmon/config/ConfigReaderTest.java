// SPDX-License-Identifier: Apache-2.0
package dev.procmon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.core.policy.Backoff;
import dev.procmon.core.policy.RestartPolicy;
import dev.procmon.core.policy.StopPlan;
import dev.procmon.core.process.Signal;
import dev.procmon.core.program.Account;
import dev.procmon.core.program.Command;
import dev.procmon.core.program.Environment;
import dev.procmon.core.program.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

    @TempDir
    Path directory;

    private final List<ProgramInstance> programs = Samples.instances(Samples.FULL);

    @Test
    void programsStandInTheOrderOfTheFile() {
        assertThat(programs)
                .extracting(program -> program.program().name().value())
                .startsWith("db", "web.1", "worker", "audit", "api:0", "api:1", "api:2", "cache");
    }

    @Test
    void aStringIsSplitAndAnArrayIsTakenAsItStands() {
        assertThat(programs.get(0).program().command())
                .isEqualTo(Command.of("/usr/lib/postgresql/15/bin/postgres", "-D", "data"));
        assertThat(programs.get(1).program().command()).isEqualTo(Command.of("bin/server", "--port", "80 80"));
    }

    @Test
    void pathsAreRelativeToTheFile() {
        assertThat(programs.get(0).program().directory()).contains("/var/lib/postgresql");
        assertThat(programs.get(1).program().directory()).contains("/srv/app/web");
        assertThat(programs.get(2).program().directory()).contains("/srv/app");
        assertThat(programs.get(2).log().file()).contains(Path.of("/srv/app/logs/worker.log"));
    }

    @Test
    void identityIsReadByNameAndByNumber() {
        assertThat(programs.get(0).program().identity())
                .isEqualTo(Identity.of(Optional.of(new Account.Named("postgres")), Optional.of(new Account.Id(120))));
    }

    @Test
    void policyIsRead() {
        assertThat(programs.get(0).policy().restart())
                .isEqualTo(new RestartPolicy(RestartPolicy.Mode.ON_FAILURE, Set.of(0, 3, 255), Set.of()));
        assertThat(programs.get(0).policy().stop()).isEqualTo(new StopPlan(Signal.INT, Duration.ofSeconds(30)));
        assertThat(programs.get(1).policy().backoff().min()).isEqualTo(Duration.ofMillis(1500));
        assertThat(programs.get(2).policy().backoff())
                .isEqualTo(
                        new Backoff(Duration.ofMillis(1500), Duration.ofHours(1), 1.25, 0.125, Duration.ofMinutes(2)));
        assertThat(programs.get(2).policy().restart().mode()).isEqualTo(RestartPolicy.Mode.NEVER);
        assertThat(programs.get(3).policy().stop().grace()).isZero();
    }

    @Test
    void variablesOfLaterSourcesWin() throws IOException {
        Files.writeString(directory.resolve("a.env"), "A=a\nB=a\nC=a\n");
        Files.writeString(directory.resolve("b.env"), "B=b\nC=b\n");
        ConfiguredProgram program =
                Samples.valid(directory.resolve("procmon.toml"), """
                [program.a]
                command = "a"
                env-file = ["a.env", "b.env"]
                env = { C = "c" }
                """).programs().getFirst();
        assertThat(program.instances().getFirst().program().environment())
                .isEqualTo(Environment.inheritedWith(Map.of("A", "a", "B", "b", "C", "c")));
        assertThat(program.template().variables())
                .isEqualTo(new VariableSources(
                        List.of(directory.resolve("a.env"), directory.resolve("b.env")), Map.of(), Map.of("C", "c")));
    }

    @Test
    void aFileThatCannotBeReadIsOneProblem() throws IOException {
        assertThat(problems(directory.resolve("none.toml"))).containsExactly("none.toml: does not exist");
        assertThat(problems(directory)).singleElement().asString().endsWith(": is a directory, expected a file");
        Path large = directory.resolve("large.toml");
        Files.write(large, new byte[FileText.SIZE_MAX + 1]);
        assertThat(problems(large)).containsExactly("large.toml: is larger than 4MiB");
    }

    @Test
    void theLargestFileIsStillRead() throws IOException {
        Path file = directory.resolve("procmon.toml");
        String text = "program.a.command = 'a' #";
        Files.writeString(file, text + "x".repeat(FileText.SIZE_MAX - text.length()));
        assertThat(ConfigReader.read(file)).isInstanceOf(ConfigResult.Valid.class);
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreNothing() throws IOException {
        Path file = directory.resolve("procmon.toml");
        Files.writeString(file, "\ufeff[program.a]\r\ncommand = 'a b'\r\n");
        assertThat(ConfigReader.read(file)).isInstanceOfSatisfying(ConfigResult.Valid.class, valid -> assertThat(
                        Samples.instances(valid.configuration())
                                .getFirst()
                                .program()
                                .command())
                .isEqualTo(Command.of("a", "b")));
    }

    @Test
    void moreProblemsThanAnybodyReadsAreCounted() {
        StringBuilder text = new StringBuilder("[program.a]\ncommand = 'a'\n");
        for (int i = 0; i < Problems.TOLD_MAX + 5; i++) {
            text.append("no-key-").append(i).append(" = 1\n");
        }
        assertThat(ConfigReader.read(Path.of("x.toml"), text.toString()))
                .isInstanceOfSatisfying(ConfigResult.Invalid.class, invalid -> {
                    assertThat(invalid.problems()).hasSize(Problems.TOLD_MAX + 1);
                    assertThat(invalid.problems().getLast()).hasToString("x.toml: 5 more problems are not shown");
                });
    }

    private List<String> problems(Path file) {
        return switch (ConfigReader.read(file)) {
            case ConfigResult.Valid valid -> throw new AssertionError("valid: " + valid);
            case ConfigResult.Invalid invalid ->
                invalid.problems().stream()
                        .map(problem -> problem.toString().replace(directory + "/", ""))
                        .toList();
        };
    }
}
