// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.json.Json;
import dev.procmon.control.status.RunRecord;
import dev.procmon.control.status.Why;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that tell one thing and are done: why, runs, config, instances, complete-names. */
class TellingCommandsTest {

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient();
    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
    }

    @Test
    void whyTellsTheAnswerAndAsJsonTheRecord() {
        Why why = new Why(
                Samples.NOW,
                Samples.backingOff("db"),
                List.of(new Why.Cause("db", "is backing off", Optional.empty(), List.of())),
                Optional.empty(),
                Optional.empty(),
                List.of("procmon logs db"));
        client.answeringWhy(() -> why);
        assertThat(shell.run("why", "db", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("db is backing off\n\nWhat you can do:\n  procmon logs db\n");
        Shell other = new Shell(directory).running("shop", client);
        other.run("why", "db", "-i", "shop", "--json");
        assertThat(Why.of(Json.object(other.out()))).isEqualTo(why);
        assertThat(client.calls()).containsOnly("why db");
    }

    @Test
    void runsAreATable() {
        client.answeringRuns(() -> List.of(
                run(7, 1, 90_000, Optional.of(400L), Optional.of(80_000L), Optional.of("killed by KILL")),
                run(1, 50, 5_000, Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(shell.run("runs", "web", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                RUN  PID  STARTED   READY AFTER  LIVED  END
                  7   12  03:13:24         0.4s  1m20s  killed by KILL
                                                        (procmon was started again)
                  1   12  03:14:49            -     5s  (runs)
                """);
    }

    @Test
    void noRunsAreSaid() {
        client.answeringRuns(List::of);
        assertThat(shell.run("runs", "web", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("web has not run yet\n");
    }

    @Test
    void configIsPrintedAsItIs() {
        client.answeringConfig(() -> "[program.web]\n");
        assertThat(shell.run("config", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("[program.web]\n");
        shell.run("config", "-i", "shop", "--json");
        assertThat(shell.out()).endsWith("\n{\"config\":\"[program.web]\\n\"}\n");
    }

    @Test
    void instancesAreListed() {
        client.answeringInstance(() -> Samples.instance(2));
        assertThat(shell.run("instances")).isZero();
        assertThat(shell.out()).contains("shop      running  4711  2 of 2 as wanted      3h  /srv/shop/procmon.toml");
        assertThat(new Shell(directory).run("instances")).isEqualTo(3);
    }

    @Test
    void namesFamiliesAndGroupsAreCompletedButNothingAShellWouldRun() {
        client.with(
                Samples.ready("web:0", 1), Samples.ready("web:1", 2), Samples.idle("$(reboot)", "stopped", "", true));
        assertThat(shell.run("complete-names", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("@backend\nweb\nweb:0\nweb:1\n");
    }

    @Test
    void completionFailsSilently() {
        client.answeringPrograms(() -> {
            throw FakeClient.refusal(ClientException.Cause.FORBIDDEN, "no");
        });
        assertThat(shell.run("complete-names", "-i", "shop")).isZero();
        assertThat(shell.run("complete-names")).isZero();
        assertThat(shell.out() + shell.err()).isEmpty();
        assertThat(shell.run("complete-names", "--instances")).isZero();
        assertThat(shell.out()).isEqualTo("shop\n");
    }

    private static RunRecord run(
            long number,
            long supervisor,
            long msAgo,
            Optional<Long> readyAfter,
            Optional<Long> lived,
            Optional<String> end) {
        var start = Samples.NOW.minus(Duration.ofMillis(msAgo));
        return new RunRecord(
                number,
                supervisor,
                OptionalLong.of(12),
                start,
                readyAfter.map(start::plusMillis),
                lived.map(start::plusMillis),
                end);
    }
}
