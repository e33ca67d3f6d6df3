// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.instance.Instances;
import dev.procmon.control.json.Json;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.logs.LogFormat;
import dev.procmon.logs.LogSource;
import dev.procmon.logs.LogSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code logs} shows of files, where no supervisor runs that could be asked, or where it does not know the program. */
@Timeout(60)
class LogsWithoutSupervisorTest {

    private static final String GONE = "procmon: no procmon is running for shop\n";
    private static final String RESET = "\u001B[0m";

    @TempDir
    private Path directory;

    private Path state;
    private Path web;
    private Path database;
    private Shell shell;

    @BeforeEach
    void sitDown() throws IOException {
        state = Files.createDirectories(directory.resolve("state"));
        Path logs = Files.createDirectories(state.resolve("logs"));
        web = logs.resolve("web.log");
        database = logs.resolve("database.log");
        Files.writeString(web, """
                2026-11-25T03:14:50.000001Z stdout F:1 listening\r
                2026-11-25T03:14:51.000002Z stderr F:2 GET /
                2026-11-25T03:14:52.000003Z stdout F:0 procmon: 3 lines (40 bytes) were lost here: ENOSPC
                2026-11-25T03:14:53.000004Z stdout P:2 half a \u001B[2J
                """);
        Files.writeString(database, """
                2026-11-25T03:14:50.500000Z stdout F:1 ready
                2026-11-25T03:14:52.500000Z stdout F:1 checkpoint
                """);
        keep(source("web", web), source("database", database));
        shell = new Shell(directory).keeping(state);
    }

    @Test
    void linesLookAsIfTheSupervisorHadToldThem() {
        assertThat(shell.run("logs", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                web      | listening
                database | ready
                web      | GET /
                web      * 3 lines (40 bytes) were lost here: ENOSPC
                database | checkpoint
                web      | half a \\x1b[2J\u2026
                """);
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void allOptionsMeanTheSame() {
        assertThat(show("web", "--run", "2", "--stream", "stderr")).isEqualTo("web     | GET /\n");
        assertThat(show("-n", "1", "database", "--no-prefix")).isEqualTo("checkpoint\n");
        assertThat(show("--no-prefix", "--since", "3s", "--until", "2s")).isEqualTo("GET /\n");
        assertThat(show("--no-prefix", "--grep", "^(READY|ready)$")).isEqualTo("ready\n");
        assertThat(show("web", "--raw", "--stream", "stdout")).isEqualTo("listening\r\nhalf a \u001B[2J");
        assertThat(show("-n", "0")).isEmpty();
    }

    @Test
    void jsonIsWhatTheSupervisorWouldAnswer() {
        List<LogLine> lines = show("database", "--json")
                .lines()
                .map(line -> LogLine.of(Json.object(line)))
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().id()).isEqualTo(1_795_576_490_500_000L << 12);
        assertThat(lines.getFirst().text()).isEqualTo("ready");
        assertThat(lines.getFirst().part()).isEqualTo("whole");
    }

    @Test
    void rawBytesAreThoseThatWereWritten() throws IOException {
        byte[] odd = {(byte) 0xFF, 0, 0x1B, (byte) 0xC3};
        byte[] prefix = "2026-11-25T03:14:50.000001Z stdout F:1 ".getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[prefix.length + odd.length + 1];
        System.arraycopy(prefix, 0, file, 0, prefix.length);
        System.arraycopy(odd, 0, file, prefix.length, odd.length);
        file[file.length - 1] = '\n';
        Files.write(web, file);
        assertThat(shell.run("logs", "-i", "shop", "--raw", "web")).isZero();
        assertThat(shell.paper().toByteArray()).containsExactly(0xFF, 0, 0x1B, 0xC3, '\n');
    }

    @Test
    void familiesAndPatternsAreFoundAndGroupsWantASupervisor() throws IOException {
        Path one = Files.writeString(state.resolve("logs/job:1.log"), "2026-11-25T03:14:50.000001Z stdout F:1 x\n");
        keep(source("web", web), source("job:1", one));
        assertThat(show("job")).isEqualTo("job:1   | x\n");
        assertThat(show("j*")).isEqualTo("job:1   | x\n");
        assertThat(shell.run("logs", "-i", "shop", "@back")).isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo("procmon: no procmon is running there, and without it nobody knows what the group @back is:"
                        + " name its programs\n");
    }

    @Test
    void anUnknownNameIsAnError() {
        assertThat(shell.run("logs", "-i", "shop", "databse")).isEqualTo(2);
        assertThat(shell.err())
                .isEqualTo("procmon: there is no output of a program \"databse\", did you mean database?\n");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void whereNothingIsFoundThatIsSaid() {
        assertThat(shell.run("logs", "-i", "shop", "web", "--run", "99")).isZero();
        assertThat(shell.err()).isEqualTo("procmon: nothing was found of web\n");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void whoFollowsIsShownWhatThereIsAndThatNobodyRuns() {
        assertThat(shell.run("logs", "-i", "shop", "database", "-F", "-n", "1")).isEqualTo(3);
        assertThat(shell.out()).isEqualTo("database | checkpoint\n");
        assertThat(shell.err()).isEqualTo(GONE);
    }

    @Test
    void whatASupervisorCouldNotTellAnyMoreIsInItsFiles() {
        FakeClient client = new FakeClient().with(Samples.ready("web", 12), Samples.ready("database", 13));
        long id = 1_795_576_492_500_000L << 12;
        LogLine seen =
                new LogLine(id - 1, Samples.NOW, "web", 1, "stdout", "of the supervisor", Optional.empty(), "whole");
        client.answeringLogs(() -> new LogPage(List.of(seen), false, 0));
        client.logStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "procmon has ended"));
        assertThat(shell.running("shop", client).run("logs", "-i", "shop", "-F"))
                .isEqualTo(3);
        assertThat(shell.out()).isEqualTo("""
                web      | of the supervisor
                database | checkpoint
                web      | half a \\x1b[2J\u2026
                """);
        assertThat(shell.err()).isEqualTo("procmon: procmon has ended\n");
    }

    @Test
    void aProgramThatWasRemovedCanStillBeRead() {
        FakeClient client = new FakeClient().with(Samples.ready("web", 12)).answeringLogs(() -> {
            throw FakeClient.refusal(ClientException.Cause.REFUSED, "there is no program \"database\"");
        });
        assertThat(shell.running("shop", client).run("logs", "-i", "shop", "database", "--no-prefix"))
                .isZero();
        assertThat(shell.out()).isEqualTo("ready\ncheckpoint\n");
        assertThat(shell.run("logs", "-i", "shop", "other")).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: there is no program \"database\"\n");
    }

    @Test
    void whereNothingWasKeptItIsSaidThatNobodyRuns() throws IOException {
        Files.delete(state.resolve("log-sources.json"));
        assertThat(shell.run("logs", "-i", "shop")).isEqualTo(3);
        assertThat(shell.err()).isEqualTo(GONE);
    }

    @Test
    void whatSaysWhereTheFilesAreMayBeDamaged() throws IOException {
        Files.writeString(state.resolve("log-sources.json"), "{\"sources\":[{");
        assertThat(shell.run("logs", "-i", "shop")).isEqualTo(3);
        assertThat(shell.err())
                .isEqualTo("warning: " + state.resolve("log-sources.json") + " is damaged, ignoring it\n" + GONE);
    }

    @Test
    void whatOneMayNotReadIsSaid() throws IOException {
        assumeFalse(Instances.ownUid() == 0, "root may read everything");
        Files.setPosixFilePermissions(web, PosixFilePermissions.fromString("---------"));
        assertThat(shell.run("logs", "-i", "shop", "web")).isEqualTo(4);
        assertThat(shell.err()).isEqualTo("procmon: cannot read " + web + ": permission denied\n");
        Shell other = new Shell(directory).keeping(state);
        assertThat(other.run("logs", "-i", "shop", "--no-prefix")).isZero();
        assertThat(other.out()).isEqualTo("ready\ncheckpoint\n");
        assertThat(other.err()).isEqualTo("warning: cannot read " + web + ": permission denied\n");
    }

    @Test
    void theFileOfAnInstanceSaysItsNameWhateverIsWrongWithTheRest() throws IOException {
        Path config = directory.resolve("procmon.toml");
        Files.writeString(config, "[supervisor]\nname = \"shop\"\n[program.web]\ncomand = 3\n");
        assertThat(shell.run("logs", "--no-prefix", "database")).isZero();
        assertThat(shell.targets()).containsExactly("file " + config, "state shop");
        Files.writeString(config, "[program.web]\ncommand = \"true\"\n");
        Shell other = new Shell(directory).keeping(state);
        assertThat(other.run("logs", "-f", "procmon.toml")).isZero();
        assertThat(other.targets()).containsExactly("file " + config, "state " + Instances.nameOf(config));
    }

    @Test
    void ofAnotherHostNoFileIsRead() throws IOException {
        Files.writeString(directory.resolve("procmon.toml"), "[program.web]\ncommand = \"true\"\n");
        assertThat(shell.run("logs", "--connect", "https://host:7070")).isEqualTo(3);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.targets()).noneMatch(target -> target.startsWith("state"));
    }

    @Test
    void whomTheSupervisorTellsNothingItsFilesTellNothing() {
        for (ClientException.Cause cause : List.of(ClientException.Cause.FORBIDDEN, ClientException.Cause.FAILED)) {
            FakeClient client = new FakeClient().with(Samples.ready("web", 12)).answeringLogs(() -> {
                throw FakeClient.refusal(cause, "you may not view it");
            });
            Shell here = new Shell(directory).keeping(state).running("shop", client);
            assertThat(here.run("logs", "-i", "shop", "web")).isNotZero();
            assertThat(here.out()).isEmpty();
            assertThat(here.err()).isEqualTo("procmon: you may not view it\n");
        }
    }

    @Test
    void whoTakesTheLetterOfFileForThatOfFollowIsToldSo() {
        Shell here = new Shell(directory);
        assertThat(here.run("logs", "-f", "web")).isEqualTo(3);
        assertThat(here.err()).endsWith("procmon: -f names a configuration file; to follow, give -F or --follow\n");
    }

    @Test
    void theirNamesCanBeCompleted() {
        assertThat(shell.run("complete-names", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("database\nweb\n");
    }

    @Test
    void atATerminalTheyHaveColoursToo() {
        shell.atTerminal(80).run("logs", "-i", "shop", "-n", "1", "database");
        assertThat(shell.out()).isEqualTo("\u001B[36mdatabase | " + RESET + "checkpoint\n");
    }

    private String show(String... words) {
        Shell here = new Shell(directory).keeping(state);
        String[] line = new String[words.length + 3];
        System.arraycopy(new String[] {"logs", "-i", "shop"}, 0, line, 0, 3);
        System.arraycopy(words, 0, line, 3, words.length);
        assertThat(here.run(line)).as(here.err()).isZero();
        return here.out();
    }

    private void keep(LogSource... sources) throws IOException {
        LogSources.write(state.resolve("log-sources.json"), List.of(sources));
    }

    private static LogSource source(String program, Path file) {
        return new LogSource(program, file, LogFormat.LINES, Optional.empty());
    }
}
