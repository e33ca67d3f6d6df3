// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.command.Context;
import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.json.Json;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.status.OutputStatus;
import dev.procmon.control.status.ProgramStatus;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code logs} shows of a supervisor that runs. */
@Timeout(30)
class LogsCommandTest {

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient().with(Samples.ready("web", 12), Samples.ready("database", 13));
    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
        answer(Samples.line(1, "web", "listening\r", "whole"), Samples.line(2, "database", "ready \u001B[2J", "whole"));
    }

    @Test
    void aLineStandsBehindItsNameAndIsHarmless() {
        assertThat(shell.run("logs", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("web      | listening\ndatabase | ready \\x1b[2J\n");
        assertThat(client.calls())
                .contains("logs LogQuery[programs=[], after=OptionalLong.empty, since=Optional.empty,"
                        + " until=Optional.empty, last=OptionalInt[100], run=OptionalLong.empty, stream=Optional.empty,"
                        + " grep=Optional.empty]");
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
    void whatIsLookedForIsLeftToTheSupervisor() {
        shell.run("logs", "-i", "shop", "--no-prefix", "--since", "2h", "--until", "1h", "--grep", "a|b");
        assertThat(client.calls().getFirst())
                .contains(
                        "since=Optional[2026-11-25T01:14:54Z]",
                        "until=Optional[2026-11-25T02:14:54Z]",
                        "last=OptionalInt.empty",
                        "grep=Optional[a|b]");
    }

    @Test
    void allIsWithoutALimit() {
        shell.run("logs", "-i", "shop", "--no-prefix", "-n", "all");
        assertThat(client.calls().getFirst()).contains("after=OptionalLong[0]", "last=OptionalInt.empty");
    }

    @Test
    void piecesOfALongLineAreOneLine() {
        answer(
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
    void timesStandBeforeTheNames() {
        shell.run("logs", "-i", "shop", "-t");
        String time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
                .withZone(ZoneId.systemDefault())
                .format(Samples.NOW.plusMillis(1));
        assertThat(shell.out()).startsWith(time + "  web      | listening\n");
    }

    @Test
    void whatIsLostIsToldByProcmonInItsPlace() {
        answer(
                Samples.line(1, "web", "before", "whole"),
                Samples.notice(2, "web", "procmon: 12 lines (1200 bytes) were lost here: ENOSPC"),
                Samples.line(3, "web", "after", "whole"));
        shell.run("logs", "-i", "shop");
        assertThat(shell.out()).isEqualTo("""
                web      | before
                web      * 12 lines (1200 bytes) were lost here: ENOSPC
                web      | after
                """);
        Shell terminal = new Shell(directory).running("shop", client).atTerminal(80);
        terminal.run("logs", "-i", "shop");
        assertThat(terminal.out()).contains("\u001B[33m12 lines (1200 bytes) were lost here: ENOSPC\u001B[0m\n");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        client.answeringLogs(() -> new LogPage(List.of(Samples.line(8, "web", "x", "whole")), false, 4096));
        assertThat(shell.run("logs", "-i", "shop")).isZero();
        assertThat(shell.err()).isEqualTo("warning: 4096 bytes of output could not be read\n");
    }

    @Test
    void jsonIsEachLineAsTheSupervisorAnswersIt() {
        shell.run("logs", "-i", "shop", "--json");
        assertThat(shell.out().lines().map(line -> LogLine.of(Json.object(line))))
                .containsExactly(
                        Samples.line(1, "web", "listening\r", "whole"),
                        Samples.line(2, "database", "ready \u001B[2J", "whole"));
    }

    @Test
    void aNoticeAmongRawBytesIsOnlyWarnedOf() {
        answer(Samples.line(1, "web", "x", "whole"), Samples.notice(2, "web", "procmon: 1 line was lost here"));
        shell.run("logs", "-i", "shop", "--raw");
        assertThat(shell.out()).isEqualTo("x\n");
        assertThat(shell.err()).isEqualTo("warning: web: procmon: 1 line was lost here\n");
    }

    @Test
    void whereRawBytesBeginWithinALineThatIsSaidOnceForEachProgram() {
        answer(
                Samples.line(1, "web", "b", "middle"),
                Samples.line(2, "web", "c", "last"),
                Samples.line(3, "database", "d", "last"),
                Samples.line(4, "web", "e", "first"),
                Samples.line(5, "web", "f", "last"));
        shell.run("logs", "-i", "shop", "--raw");
        assertThat(shell.out()).isEqualTo("bc\nd\nef\n");
        assertThat(shell.err()).isEqualTo("""
                warning: web: begins within a line, of which more was written before (see -n)
                warning: database: begins within a line, of which more was written before (see -n)
                """);
    }

    @Test
    void rawBytesAreThoseThatWereWritten() {
        byte[] odd = {(byte) 0xFF, 0, 0x1B, '[', '2', 'J', '\r'};
        answer(
                bytes(1, odd, "whole"),
                Samples.line(2, "web", "\u00e4\t", "first"),
                bytes(3, new byte[] {(byte) 0xC3}, "last"),
                Samples.line(4, "web", "", "whole"),
                Samples.line(5, "web", "no end", "first"));
        assertThat(shell.run("logs", "-i", "shop", "--raw")).isZero();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(odd);
        expected.writeBytes("\n\u00e4\t".getBytes(StandardCharsets.UTF_8));
        expected.writeBytes(new byte[] {(byte) 0xC3});
        expected.writeBytes("\n\nno end".getBytes(StandardCharsets.UTF_8));
        assertThat(shell.paper().toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void pagesFollowEachOtherUpToTheLast() {
        paging(5);
        assertThat(shell.run("logs", "-i", "shop", "--no-prefix", "--since", "1h"))
                .isZero();
        assertThat(shell.out()).isEqualTo("line 1\nline 2\nline 3\nline 4\nline 5\n");
        // Who writes faster than we read does not keep us: only what is there by now is asked for.
        assertThat(logCalls().getLast()).contains("after=OptionalLong[4]", "until=Optional[" + Samples.NOW + "]");
    }

    @Test
    void noMorePagesThanAreWantedAreAskedFor() {
        paging(9);
        assertThat(shell.run("logs", "-i", "shop", "--no-prefix", "-n", "3")).isZero();
        assertThat(shell.out()).isEqualTo("line 1\nline 2\nline 3\n");
        assertThat(logCalls()).hasSize(2);
        assertThat(logCalls().getLast()).contains("after=OptionalLong[2]", "last=OptionalInt.empty");
        shell.run("logs", "-i", "shop", "--no-prefix", "-n", "2");
        assertThat(logCalls()).hasSize(3);
    }

    @Test
    void followGoesOnBehindTheLastLine() {
        answer(Samples.line(2, "database", "the last", "whole"));
        client.logStream().put(Samples.line(3, "web", "more", "whole"));
        client.logStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "gone"));
        assertThat(shell.run("logs", "-i", "shop", "-n", "0", "-F")).isEqualTo(3);
        assertThat(shell.out()).isEqualTo("web      | more\n");
        assertThat(shell.err()).isEqualTo("procmon: gone\n");
        assertThat(client.calls().getLast()).contains("after=OptionalLong[2]", "last=OptionalInt.empty");
    }

    @Test
    void aLineWithoutEndIsShownWhenNothingComesForAWhile() {
        client.logStream().put(Samples.line(3, "web", "password: ", "first"));
        client.logStream().pause();
        client.logStream().put(Samples.line(4, "web", "welcome", "last"));
        client.logStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "gone"));
        shell.run("logs", "-i", "shop", "-n", "0", "-F");
        assertThat(shell.out()).isEqualTo("web      | password: \u2026\nweb      | \u2026welcome\n");
    }

    @Test
    void whereTheReaderGoesItEndsQuietly() {
        client.logStream().put(Samples.line(3, "web", "more", "whole"));
        assertThat(shell.withoutReader().run("logs", "-i", "shop", "--follow")).isZero();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void whereTheReaderGoesNoMorePagesAreRead() {
        List<LogLine> lines = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            lines.add(Samples.line(i, "web", "x", "whole"));
        }
        client.answeringLogs(() -> new LogPage(lines, true, 0));
        assertThat(shell.withoutReader().run("logs", "-i", "shop", "-n", "all")).isZero();
        assertThat(logCalls()).hasSize(1);
    }

    @Test
    void ofWhomNothingIsKeptThatIsSaid() {
        answer();
        assertThat(shell.run("logs", "-i", "shop", "web")).isZero();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isEqualTo("procmon: nothing is kept of web, database (log.mode)\n");
    }

    @Test
    void ofWhomNothingIsFoundThatIsSaidButNotToPrograms() {
        client.with(kept("web"));
        answer();
        assertThat(shell.run("logs", "-i", "shop", "web", "--json")).isZero();
        assertThat(shell.run("logs", "-i", "shop", "web", "--raw")).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.run("logs", "-i", "shop", "web", "--grep", "x")).isZero();
        assertThat(shell.err()).isEqualTo("procmon: nothing was found of web\n");
    }

    @Test
    void ofARunThatHasNotBeenItIsSaidHowManyThereWere() {
        client.with(kept("web"));
        answer();
        assertThat(shell.run("logs", "-i", "shop", "web", "--run", "99")).isZero();
        assertThat(shell.err()).isEqualTo("procmon: web has had 3 runs\n");
    }

    @Test
    void whoFollowsIsToldThatNothingIsKeptBeforeItWaits() {
        client.with(Samples.ready("silent", 12), kept("web"));
        client.logStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "gone"));
        assertThat(shell.run("logs", "-i", "shop", "*", "-F")).isEqualTo(3);
        assertThat(shell.err()).isEqualTo("procmon: nothing is kept of silent (log.mode)\nprocmon: gone\n");
    }

    @Test
    void aPipeGetsManyLinesAtATime() {
        List<Integer> writes = new ArrayList<>();
        OutputStream pipe = new OutputStream() {
            @Override
            public void write(int b) {
                writes.add(1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                writes.add(count);
            }
        };
        Context own = new Context(
                new PrintStream(pipe, true, StandardCharsets.UTF_8), System.err, Map.of(), directory, List.of());
        Context context = own.inLargePieces();
        for (int i = 0; i < 200; i++) {
            context.out().println("x");
        }
        assertThat(writes).isEmpty();
        context.out().flush();
        assertThat(writes).containsExactly(400);
    }

    @Test
    void atATerminalNamesAndLinesHaveColours() {
        answer(Samples.line(1, "web", "\u001B[31mred", "whole"));
        shell.atTerminal(80).run("logs", "-i", "shop");
        assertThat(shell.out()).isEqualTo("\u001B[36mweb      | \u001B[0m\u001B[31mred\u001B[0m\n");
    }

    /** Answer pages of two lines of so many. */
    private void paging(int lines) {
        client.answeringLogs((LogQuery query) -> {
            List<LogLine> page = new ArrayList<>();
            for (long id = query.after().orElse(0) + 1; id <= lines && page.size() < 2; id++) {
                page.add(Samples.line(id, "web", "line " + id, "whole"));
            }
            return new LogPage(page, page.getLast().id() < lines, 0);
        });
    }

    private List<String> logCalls() {
        return client.calls().stream().filter(call -> call.startsWith("logs ")).toList();
    }

    private void answer(LogLine... lines) {
        client.answeringLogs(() -> new LogPage(List.of(lines), false, 0));
    }

    private static ProgramStatus kept(String name) {
        return Samples.with(new OutputStatus(0, 0, 0, 0, Optional.empty(), Optional.empty()), Samples.ready(name, 12));
    }

    private static LogLine bytes(long id, byte[] bytes, String part) {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return new LogLine(id, Samples.NOW, "web", 1, "stdout", "b'...'", Optional.of(base64), part);
    }
}
