// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.json.Json;
import dev.procmon.control.json.JsonObject;
import dev.procmon.control.status.InstanceStatus;
import dev.procmon.control.status.OutputStatus;
import dev.procmon.control.status.ProgramStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

    private static final ProgramStatus WEB = Samples.ready("web", 12);

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory);
    }

    @Test
    void programsAreATableAndACount() {
        shell.running("shop", new FakeClient().with(WEB, Samples.backingOff("db")));
        assertThat(shell.run("status", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                NAME  STATE        READY  PID  UPTIME  RESTARTS  CPU%  MEM  LAST EXIT                 NEXT
                web   running      yes     12   2m10s         2   5.0  11M  exited with 1 after 0.3s
                db    backing-off  -        -       -         7     -    -  exited with 1 after 0.3s  next start in 4s
                2 programs: 1 ready, 1 backing off
                """);
    }

    @Test
    void patternsAreLeftToTheSupervisor() {
        FakeClient client = new FakeClient().with(WEB);
        shell.running("shop", client).run("status", "-i", "shop", "web:*", "@back");
        assertThat(client.calls()).contains("programs [web:*, @back]");
    }

    @Test
    void noProgramsAtAllAreSaid() {
        assertThat(shell.running("shop", new FakeClient().with()).run("status", "-i", "shop"))
                .isZero();
        assertThat(shell.out()).isEqualTo("no programs\n");
    }

    @Test
    void whatTroublesTheSupervisorIsSaid() {
        InstanceStatus well = Samples.instance(1);
        InstanceStatus instance = new InstanceStatus(
                well.name(),
                well.pid(),
                well.version(),
                well.startedAt(),
                well.config(),
                List.of(),
                "reloading",
                1,
                1,
                Optional.empty(),
                List.of("/var/lib/procmon/shop cannot be written: EROFS"));
        shell.running("shop", new FakeClient().with(WEB).answeringInstance(() -> instance));
        shell.run("status", "-i", "shop");
        assertThat(shell.out()).endsWith("""
                procmon is reloading
                trouble: /var/lib/procmon/shop cannot be written: EROFS
                1 program: 1 ready
                """);
    }

    @Test
    void whatTroublesOutputStandsBelowTheTable() {
        OutputStatus lost = new OutputStatus(9, 0, 12_300, 120, Optional.empty(), Optional.empty());
        shell.running("shop", new FakeClient().with(Samples.with(lost, WEB))).run("status", "-i", "shop");
        assertThat(shell.out()).endsWith("""
                web: 120 lines (12K) of output lost
                1 program: 1 ready
                """);
    }

    @Test
    void checkEndsWith1UnlessAllAreAsWanted() {
        ProgramStatus stopped = Samples.idle("old", "stopped", "", true);
        shell.running("well", new FakeClient().with(WEB, stopped))
                .running("ill", new FakeClient().with(WEB, Samples.backingOff("db")));
        assertThat(shell.run("status", "-i", "well", "--check")).isZero();
        assertThat(shell.run("status", "-i", "ill", "--check")).isEqualTo(1);
        assertThat(shell.run("status", "-i", "ill")).isZero();
    }

    @Test
    void whoWaitsWithItsOutputIsCountedAndNotAsItShouldBe() {
        OutputStatus waits = new OutputStatus(9, 7, 0, 0, Optional.of(Samples.NOW.minusSeconds(12)), Optional.empty());
        shell.running("shop", new FakeClient().with(WEB, Samples.with(waits, Samples.ready("db", 13))));
        assertThat(shell.run("status", "-i", "shop", "--check")).isEqualTo(1);
        assertThat(shell.out()).endsWith("""
                db: output waits since 12s
                2 programs: 2 ready, 1 waits with its output
                """);
        assertThat(shell.run("status", "-i", "shop")).isZero();
    }

    @Test
    void jsonIsTheInstanceAndItsProgramsInOneObject() {
        shell.running("shop", new FakeClient().with(WEB)).run("status", "-i", "shop", "--json");
        JsonObject read = Json.object(shell.out());
        assertThat(InstanceStatus.of(read.object("instance"))).isEqualTo(Samples.instance(1));
        assertThat(read.objects("programs", ProgramStatus::of)).containsExactly(WEB);
        assertThat(shell.out()).hasLineCount(1);
    }

    @Test
    void withoutAFileAllInstancesAreListed() {
        FakeClient deaf = new FakeClient().answeringInstance(() -> {
            throw FakeClient.refusal(ClientException.Cause.FAILED, "it does not answer");
        });
        shell.running("shop", new FakeClient().with(WEB)).running("deaf", deaf);
        assertThat(shell.run("status")).isZero();
        assertThat(shell.out()).isEqualTo("""
                INSTANCE  STATE       PID  PROGRAMS          UPTIME  CONFIG
                shop      running    4711  1 of 1 as wanted      3h  /srv/shop/procmon.toml
                deaf      no answer     -  -                      -  it does not answer
                """);
        assertThat(shell.run("status", "--check")).isEqualTo(1);
    }

    @Test
    void aTerminalGetsColoursAndWhatFits() {
        shell.running("shop", new FakeClient().with(WEB)).atTerminal(40).run("status", "-i", "shop");
        assertThat(shell.out()).contains("\u001B[32mrunning\u001B[0m").doesNotContain("LAST EXIT");
        assertThat(new Shell(directory)
                        .running("shop", new FakeClient().with(WEB))
                        .atTerminal(40)
                        .run("status", "-i", "shop", "--no-color"))
                .isZero();
    }
}
