// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.action.ActionReport;
import dev.procmon.control.action.ActionReport.Result;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.event.Tone;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionCommandsTest {

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient().with(Samples.ready("web", 12));
    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            start web db               ; {"action":"start","programs":["web","db"],"wait":true,"whole_tree":false}
            stop --all                 ; {"action":"stop","programs":["*"],"wait":true,"whole_tree":false}
            restart web --at-a-time 2  ; {"action":"restart","programs":["web"],"wait":true,"whole_tree":false,"at_a_time":2}
            replace web --timeout 2m   ; {"action":"replace","programs":["web"],"wait":true,"timeout_ms":120000,"whole_tree":false}
            kill @back --no-wait       ; {"action":"kill","programs":["@back"],"wait":false,"whole_tree":false}
            signal HUP web:* --tree    ; {"action":"signal","programs":["web:*"],"wait":true,"signal":"HUP","whole_tree":true}
            trigger report             ; {"action":"trigger","programs":["report"],"wait":true,"whole_tree":false}
            scale web=3                ; {"action":"scale","programs":["web"],"wait":true,"whole_tree":false,"count":3}
            remove old                 ; {"action":"remove","programs":["old"],"wait":true,"whole_tree":false}
            """)
    void aCommandLineIsARequest(String line, String request) {
        client.acting(asked -> Samples.report("web", Result.DONE, "done"));
        assertThat(shell.run((line + " -i shop").split(" ", -1))).isZero();
        assertThat(client.calls()).contains("act " + request);
    }

    @Test
    void whatHappensMeanwhileIsShownBeforeTheOutcome() {
        client.acting(asked -> {
            client.eventStream().put(Samples.event(42, "web", Tone.QUIET, "started, pid 12, not ready yet"));
            client.eventStream().put(Samples.event(43, "web", Tone.QUIET, ""));
            client.eventStream().put(Samples.event(44, "web", Tone.BAD, "says \u0007"));
            client.eventStream().awaitDealtWith();
            return Samples.report("web", Result.DONE, "ready after 0.4s, pid 12");
        });
        assertThat(shell.run("start", "web", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                web     * started, pid 12, not ready yet
                web     * says \\x07
                web  ready after 0.4s, pid 12
                """);
        assertThat(client.calls())
                .anyMatch(call -> call.startsWith("followEvents")
                        && call.contains("programs=[web]")
                        && call.contains("after=OptionalLong[41]"));
        assertThat(client.eventStream().isClosed()).isTrue();
    }

    @Test
    void theStreamMayBreakWhileTheAnswerIsWaitedFor() {
        client.acting(asked -> {
            client.eventStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "gone"));
            return Samples.report("web", Result.DONE, "ready");
        });
        assertThat(shell.run("start", "web", "-i", "shop")).isZero();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void aRefusalWhileWaitingIsOneLine() {
        client.acting(asked -> {
            throw FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "the supervisor has gone");
        });
        assertThat(shell.run("start", "web", "-i", "shop")).isEqualTo(3);
        assertThat(shell.err()).isEqualTo("procmon: the supervisor has gone\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            DONE      ; 0 ; web  because
            TAKEN     ; 0 ; web  because
            FAILED    ; 1 ; web  failed: because
            TIMED_OUT ; 1 ; web  because
            NOT_DONE  ; 1 ; web  not done: because
            """)
    void anOutcomeIsALineAndTheExitCode(Result result, int code, String line) {
        client.acting(asked -> Samples.report("web", result, "because"));
        assertThat(shell.run("restart", "web", "-i", "shop")).isEqualTo(code);
        assertThat(shell.out()).isEqualTo(line + "\n");
    }

    @Test
    void severalScalesAreSeveralRequestsAndOneReport() {
        client.with(Samples.ready("web:0", 12), Samples.ready("worker:0", 13));
        client.acting(asked -> Samples.report(asked.programs().getFirst() + ":0", Result.DONE, "ready"));
        assertThat(shell.run("scale", "web=1", "worker=2", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("web:0     ready\nworker:0  ready\n");
    }

    @Test
    void nothingIsScaledWhereOneOfThemCannotBe() {
        client.with(Samples.ready("worker:0", 13), Samples.ready("web", 12));
        assertThat(shell.run("scale", "worker=4", "web=1", "-i", "shop")).isEqualTo(1);
        assertThat(shell.err())
                .startsWith("procmon: web has no replicas: nothing was scaled; ")
                .hasLineCount(1);
        assertThat(client.calls()).containsExactly("programs [worker, web]");
    }

    @Test
    void jsonIsTheReportAlone() {
        client.acting(asked -> Samples.report("web", Result.FAILED, "exited with 1"));
        assertThat(shell.run("start", "web", "-i", "shop", "--json")).isEqualTo(1);
        assertThat(shell.out())
                .isEqualTo("{\"all_done\":false,\"outcomes\":"
                        + "[{\"program\":\"web\",\"result\":\"failed\",\"message\":\"exited with 1\"}]}\n");
        assertThat(client.calls()).hasSize(1);
    }

    @Test
    void whoDoesNotWaitDoesNotListen() {
        client.acting(asked -> new ActionReport(List.of(new ActionReport.Outcome("web", Result.TAKEN, ""))));
        assertThat(shell.run("stop", "web", "-i", "shop", "--no-wait")).isZero();
        assertThat(shell.out()).isEqualTo("web  asked for\n");
        assertThat(client.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            start                     ; start needs the names of programs, or --all (see procmon start --help)
            stop                      ; stop needs the names of programs, or --all (see procmon stop --help)
            restart                   ; restart needs the names of programs, or --all (see procmon restart --help)
            restart --all web         ; --all and names do not go together: "web"
            start web --timeout soon  ; --timeout: "soon" is not what was expected: a duration such as 30s or 2m
            restart web --at-a-time 0 ; --at-a-time: "0" is not what was expected: a whole number, 1 or more
            scale web                 ; "web" is not what was expected: NAME=COUNT, such as web=3
            scale web=many            ; web=many: "many" is not what was expected: a whole number, 0 or more
            signal HUP                ; SIGNAL PATTERN is missing (see procmon signal --help)
            remove                    ; PATTERN is missing (see procmon remove --help)
            """)
    void aWrongCommandLineIsRefusedBeforeAnybodyIsAsked(String line, String message) {
        assertThat(shell.run((line + " -i shop").split(" ", -1))).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: " + message + "\n");
        assertThat(shell.targets()).isEmpty();
    }

    @Test
    void downShowsWhatEndsAndReturnsWhenItIsGone() {
        client.shuttingDown(() -> {
            client.eventStream().put(Samples.event(42, "web", Tone.QUIET, "stopped: exited with 0"));
            client.eventStream().awaitDealtWith();
        });
        assertThat(shell.run("down", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("web     * stopped: exited with 0\nshop has ended, pid 4711\n");
        assertThat(client.calls()).contains("shutdown false");
    }

    @Test
    void downMayKill() {
        client.shuttingDown(() -> {});
        assertThat(shell.run("down", "-i", "shop", "--kill", "--json")).isZero();
        assertThat(client.calls()).contains("shutdown true");
        assertThat(shell.out())
                .startsWith("{\"name\":\"shop\"")
                .contains("\"phase\":\"ended\"", "\"as_wanted\":0,")
                .hasLineCount(1);
    }

    @Test
    void downNeedNotWait() {
        assertThat(shell.run("down", "-i", "shop", "--no-wait")).isZero();
        assertThat(shell.out()).isEqualTo("shop is ending, pid 4711\n");
        assertThat(client.calls()).containsExactly("instance", "beginShutdown false");
        assertThat(shell.run("down", "-i", "shop", "--no-wait", "--timeout", "1s"))
                .isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: --no-wait and --timeout do not go together\n");
    }

    @Test
    void downThatTakesTooLongIsSaid() {
        CountDownLatch ended = new CountDownLatch(1);
        client.shuttingDown(() -> awaitForever(ended));
        assertThat(shell.run("down", "-i", "shop", "--timeout", "10ms")).isEqualTo(1);
        ended.countDown();
        assertThat(shell.err())
                .isEqualTo("procmon: not ended within 0s, it goes on; procmon down --kill does not wait for anybody\n");
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
