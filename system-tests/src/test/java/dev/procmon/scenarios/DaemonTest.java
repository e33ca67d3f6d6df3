// SPDX-License-Identifier: Apache-2.0
package dev.procmon.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor in the background, and the commands that talk to it. */
class DaemonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Prints what comes as datagrams, line by line; ends by itself. */
    private static final String LISTENER = """
            use Socket;
            $| = 1;
            alarm 60;
            socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die;
            bind($s, sockaddr_un($ARGV[0])) or die;
            print "listening\\n";
            while (defined recv($s, my $text, 65536, 0)) {
                print "$text\\n";
            }
            """;

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        run("down", "--kill");
    }

    @Test
    void itStaysWhenTheCommandHasEndedAndIsFoundByTheDirectory() {
        config("[program.web]\ncommand = [\"sleep\", \"4801\"]\n");
        assertThat(run("up", "-d").code()).isZero();

        Ran status = run("status");
        assertThat(status.code()).isZero();
        assertThat(status.text()).containsPattern("web +running");

        Ran down = run("down");
        assertThat(down.code()).isZero();
        assertThat(down.text()).contains("all programs have stopped").contains("has ended");
        assertThat(RunningProcmon.processesWith("sleep\u00004801")).isEmpty();
        assertThat(run("status").code()).isEqualTo(3);
    }

    @Test
    void aSecondOneIsRefusedWithThePidOfTheFirst() {
        config("[program.web]\ncommand = [\"sleep\", \"4802\"]\n");
        Matcher first = Pattern.compile("pid (\\d+)").matcher(run("up", "-d").text());
        assertThat(first.find()).isTrue();

        Ran second = run("up", "-d");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.text()).contains("already running").contains("pid " + first.group(1));
        assertThat(RunningProcmon.processesWith("sleep\u00004802")).hasSize(1);
    }

    @Test
    void whoIsKilledIsNoHindranceToTheNext() {
        config("[program.web]\ncommand = [\"sleep\", \"4803\"]\n");
        Matcher first = Pattern.compile("pid (\\d+)").matcher(run("up", "-d").text());
        assertThat(first.find()).isTrue();
        RunningProcmon.kill("KILL", first.group(1));
        RunningProcmon.processesWith("sleep\u00004803").forEach(pid -> RunningProcmon.kill("KILL", pid.toString()));
        await().atMost(PATIENCE).until(() -> run("status").code() == 3);

        Ran next = run("up", "-d");
        assertThat(next.code()).isZero();
        assertThat(run("events").text()).contains("the former supervisor (pid " + first.group(1) + ") was killed");
        assertThat(run("status").code()).isZero();
    }

    @Test
    void whoSupervisesItIsToldHowItIs() throws IOException {
        Path socket = directory.resolve("notify");
        Files.writeString(directory.resolve("listener.pl"), LISTENER);
        config("[program.a]\ncommand = [\"sleep\", \"4813\"]\n");
        try (RunningProcmon listener = RunningProcmon.command(
                directory, "perl", directory.resolve("listener.pl").toString(), socket.toString())) {
            listener.awaitLine("listening");
            try (RunningProcmon daemon = RunningProcmon.startBy(
                    directory, List.of("env", "NOTIFY_SOCKET=" + socket, "WATCHDOG_USEC=200000"), "daemon")) {
                listener.awaitLine("READY=1");
                listener.awaitLines(2, "WATCHDOG=1");
                long before = System.nanoTime() / 1_000;
                daemon.signal("HUP");
                listener.awaitLine("RELOADING=1");
                long told = Long.parseLong(
                        listener.awaitLine("MONOTONIC_USEC=(\\d+)").group(1));
                assertThat(told).isBetween(before, System.nanoTime() / 1_000);
                listener.awaitLines(2, "READY=1");
                daemon.signal("TERM");
                listener.awaitLine("STOPPING=1");
                assertThat(daemon.awaitExit()).isZero();
            }
        }
    }

    @Test
    void whatIsWrittenAfterTheRequestToStopIsKeptAndReadWithoutASupervisor() {
        config("""
                [program.talks]
                command = ["sh", "-c", "trap 'echo going; printf gone; exit' TERM; echo here; while :; do sleep 0.1; done"]
                """);
        assertThat(run("up", "-d").code()).isZero();
        await().atMost(PATIENCE).until(() -> run("logs").text().contains("here"));
        assertThat(run("down").code()).isZero();

        Ran logs = run("logs", "--no-prefix");
        assertThat(logs.code()).isZero();
        assertThat(logs.text().lines()).containsSubsequence("here", "going", "gone\u2026");
    }

    @Test
    void aConfigWithAMistakeStartsNothingAndSaysWhere() {
        config("[program.web]\ncommand = []\n");
        Ran up = run("up", "-d");
        assertThat(up.code()).isEqualTo(2);
        assertThat(up.text()).contains("procmon.toml:2:");
        assertThat(run("status").code()).isEqualTo(3);
    }

    @Test
    void aReloadTouchesOnlyWhatHasChanged() {
        config("""
                [program.a]
                command = ["sleep", "4804"]
                [program.b]
                command = ["sleep", "4805"]
                """);
        assertThat(run("up", "-d").code()).isZero();
        List<Long> untouched = RunningProcmon.processesWith("sleep\u00004804");

        config("""
                [program.a]
                command = ["sleep", "4804"]
                [program.b]
                command = ["sleep", "4806"]
                [program.c]
                command = ["sleep", "4807"]
                """);
        assertThat(run("plan").text()).contains("restart").contains("start");
        assertThat(run("reload").code()).isZero();

        assertThat(RunningProcmon.processesWith("sleep\u00004804")).isEqualTo(untouched);
        assertThat(RunningProcmon.processesWith("sleep\u00004805")).isEmpty();
        assertThat(RunningProcmon.processesWith("sleep\u00004806")).hasSize(1);
        assertThat(RunningProcmon.processesWith("sleep\u00004807")).hasSize(1);
        assertThat(run("plan").text()).doesNotContain("restart");
    }

    @Test
    void oneInvalidLineLeavesEverythingAsItWas() {
        config("[program.a]\ncommand = [\"sleep\", \"4808\"]\n");
        assertThat(run("up", "-d").code()).isZero();
        List<Long> before = RunningProcmon.processesWith("sleep\u00004808");

        config("[program.a]\ncommand = [\"sleep\", \"4809\"]\nrestrat = \"never\"\n");
        Ran reload = run("reload");
        assertThat(reload.code()).isEqualTo(2);
        assertThat(reload.text()).contains("procmon.toml:3:1:").contains("restart");
        assertThat(RunningProcmon.processesWith("sleep\u00004808")).isEqualTo(before);
    }

    @Test
    void aHangUpReloads() {
        config("[program.a]\ncommand = [\"sleep\", \"4810\"]\n");
        Matcher pid = Pattern.compile("pid (\\d+)").matcher(run("up", "-d").text());
        assertThat(pid.find()).isTrue();

        config("[program.a]\ncommand = [\"sleep\", \"4811\"]\n");
        RunningProcmon.kill("HUP", pid.group(1));
        await().atMost(PATIENCE)
                .until(() -> RunningProcmon.processesWith("sleep\u00004811").size() == 1);
        assertThat(RunningProcmon.processesWith("sleep\u00004810")).isEmpty();
    }

    @Test
    void whoMayOnlyLookIsLetInWhateverTheUmaskIs() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "this test becomes somebody else");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        config("""
                [supervisor.api]
                view = ["user:65534"]
                [program.web]
                command = ["sleep", "4812"]
                """);
        assertThat(runBy(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"), "up", "-d")
                        .code())
                .isZero();
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assertThat(runBy(nobody, "status").code()).isZero();
        assertThat(runBy(nobody, "stop", "web").code()).isEqualTo(4);
    }

    private void config(String text) {
        try {
            Files.writeString(directory.resolve("procmon.toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ran(int code, String text) {}

    private Ran run(String... arguments) {
        return runBy(List.of(), arguments);
    }

    private Ran runBy(List<String> prefix, String... arguments) {
        try (RunningProcmon procmon = RunningProcmon.startBy(directory, prefix, arguments)) {
            int code = procmon.awaitExit();
            return new Ran(code, String.join("\n", procmon.printed()));
        }
    }
}
