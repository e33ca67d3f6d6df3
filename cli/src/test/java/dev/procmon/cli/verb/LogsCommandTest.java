// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient().with(Samples.ready("web", 12), Samples.ready("database", 13));
    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
        answer(
                0,
                Samples.line(1, "web", "listening\r", "whole"),
                Samples.line(2, "database", "ready \u001B[2J", "whole"));
    }

    @Test
    void aLineStandsBehindItsNameAndIsHarmless() {
        assertThat(shell.run("logs", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("web      | listening\ndatabase | ready \\x1b[2J\n");
        assertThat(client.calls())
                .contains("logs LogQuery[programs=[], after=OptionalLong.empty, since=Optional.empty,"
                        + " last=OptionalInt[100], run=OptionalLong.empty, stream=Optional.empty]");
    }

    @Test
    void theLinesAloneAreWithoutNames() {
        assertThat(shell.run("logs", "-i", "shop", "--no-prefix", "web", "--run", "3", "--stream", "stderr"))
                .isZero();
        assertThat(shell.out()).startsWith("listening\n");
        assertThat(client.calls()).hasSize(1);
        assertThat(client.calls().getFirst()).contains("[web]", "run=OptionalLong[3]", "stream=Optional[stderr]");
    }

    @Test
    void piecesOfALongLineAreOneLine() {
        answer(
                0,
                Samples.line(1, "web", "tail of one", "last"),
                Samples.line(2, "web", "a", "first"),
                Samples.line(3, "database", "between", "whole"),
                Samples.line(4, "web", "b", "middle"),
                Samples.line(5, "web", "c", "last"),
                Samples.line(6, "web", "cut", "first"));
        shell.run("logs", "-i", "shop");
        assertThat(shell.out()).isEqualTo("""
                web      | \u2026tail of one
                database | between
                web      | abc
                web      | cut\u2026
                """);
    }

    @Test
    void whatIsNoLongerKeptIsSaid() {
        answer(7, Samples.line(8, "web", "x", "whole"));
        shell.run("logs", "-i", "shop");
        assertThat(shell.err()).startsWith("warning: 7 earlier lines are no longer kept");
        Shell other = new Shell(directory).running("shop", client);
        other.run("logs", "-i", "shop", "-n", "1");
        assertThat(other.err()).isEmpty();
    }

    @Test
    void followGoesOnBehindTheLastLine() {
        client.logStream().put(Samples.line(3, "web", "more", "whole"));
        client.logStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "gone"));
        assertThat(shell.run("logs", "-i", "shop", "-n", "0", "-F")).isEqualTo(3);
        assertThat(shell.out()).isEqualTo("web      | more\n");
        assertThat(client.calls().getLast()).contains("after=OptionalLong[2]");
    }

    @Test
    void whereTheReaderGoesItEndsQuietly() {
        client.logStream().put(Samples.line(3, "web", "more", "whole"));
        assertThat(shell.withoutReader().run("logs", "-i", "shop", "--follow")).isZero();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void anUnknownStreamIsRefused() {
        assertThat(shell.run("logs", "-i", "shop", "--stream", "stdin")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: --stream: \"stdin\" is not what was expected: stdout or stderr\n");
    }

    @Test
    void atATerminalNamesAndLinesHaveColours() {
        answer(0, Samples.line(1, "web", "\u001B[31mred", "whole"));
        shell.atTerminal(80).run("logs", "-i", "shop");
        assertThat(shell.out()).isEqualTo("\u001B[36mweb      | \u001B[0m\u001B[31mred\u001B[0m\n");
    }

    private void answer(long forgotten, LogLine... lines) {
        client.answeringLogs(() -> new LogPage(List.of(lines), forgotten));
    }
}
