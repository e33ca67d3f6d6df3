// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.api.ProblemDetail;
import dev.procmon.control.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @TempDir
    private Path directory;

    private FakeClient client;
    private Shell shell;

    @BeforeEach
    void sitDown() {
        client = new FakeClient().with(Samples.ready("web", 12));
        shell = new Shell(directory);
    }

    @Test
    void anInstanceIsNamed() {
        assertThat(shell.running("shop", client).run("status", "-i", "shop")).isZero();
        assertThat(shell.targets()).containsExactly("instance shop");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void aFileIsNamed() {
        assertThat(shell.withFile(client).run("status", "-f", "a/b.toml")).isZero();
        assertThat(shell.targets()).containsExactly("file " + directory.resolve("a/b.toml"));
    }

    @Test
    void anAddressIsNamed() {
        assertThat(shell.withFile(client).run("status", "--connect", "https://h:1", "--token-file", "t"))
                .isZero();
        assertThat(shell.targets()).containsExactly("url https://h:1 " + Optional.of(directory.resolve("t")));
    }

    @Test
    void theFileOfTheDirectoryOrOfOneAboveItIsMeant() throws IOException {
        Path file = Files.writeString(directory.resolve("procmon.toml"), "");
        Path below = Files.createDirectories(directory.resolve("a/b"));
        Shell there = new Shell(below).withFile(client);
        assertThat(there.run("status")).isZero();
        assertThat(there.targets()).containsExactly("file " + file);
    }

    @Test
    void nobodyIsGuessedWhereSomethingWouldBeChanged() {
        assertThat(shell.running("shop", client).run("restart", "web")).isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo(
                        "procmon: no procmon.toml in this directory or above it; name the one that is running: -i shop\n");
        assertThat(client.calls()).isEmpty();
    }

    @Test
    void ofSeveralOneHasToBeNamed() {
        shell.running("a", client).running("b", client);
        assertThat(shell.run("why", "web")).isEqualTo(2);
        assertThat(shell.err()).endsWith("; name one of those that are running: -i a, -i b\n");
    }

    @Test
    void whereNoneRunsItIsSaidHowToStartOne() {
        assertThat(shell.run("down")).isEqualTo(3);
        assertThat(shell.err())
                .isEqualTo("procmon: no procmon.toml in this directory or above it, and no procmon of yours is running;"
                        + " start one with: procmon up -d -f FILE\n");
        assertThat(new Shell(directory).run("status")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            -i a -f b        ; --instance, --file and --connect do not go together: give one of them
            --connect u -i a ; --instance, --file and --connect do not go together: give one of them
            --token-file t   ; --token-file goes with --connect only
            """)
    void whatDoesNotGoTogetherIsSaid(String options, String message) {
        assertThat(shell.run(("status " + options).split(" ", -1))).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource({"NOT_RUNNING, 3", "FORBIDDEN, 4", "REFUSED, 2", "FAILED, 1"})
    void aRefusalIsOneLineAndAnExitCode(ClientException.Cause cause, int code) {
        client.answeringPrograms(() -> {
            throw FakeClient.refusal(cause, "not so \u001B[2J");
        });
        assertThat(shell.running("shop", client).run("status", "-i", "shop")).isEqualTo(code);
        assertThat(shell.err()).isEqualTo("procmon: not so \\x1b[2J\n");
        assertThat(shell.out()).isEmpty();
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"404, 'procmon: '", "422, ''"})
    void eachOfSeveralErrorsIsALine(int status, String before) {
        client.answeringPrograms(() -> {
            throw new ClientException(
                    ClientException.Cause.REFUSED,
                    "two",
                    Optional.of(new ProblemDetail(status, "Two", "two", List.of("first", "second"))));
        });
        assertThat(shell.running("shop", client).run("status", "-i", "shop")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo(before + "first\n" + before + "second\n");
    }
}
