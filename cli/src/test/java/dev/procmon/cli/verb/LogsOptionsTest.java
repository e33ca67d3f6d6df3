// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.json.Json;
import dev.procmon.control.output.LogFilesReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code logs} takes, what it refuses before anybody is asked, and what it has done to files. */
class LogsOptionsTest {

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient();

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "--follow --until 1h:--follow and --until",
                "--raw --json:--raw and --json",
                "--raw -t:--raw and --timestamps",
                "--reopen --rotate:--reopen and --rotate",
                "--reopen -F:--reopen and --follow",
                "--reopen -n 5:--reopen and --lines",
                "--reopen --since 1h:--reopen and --since",
                "--rotate --until 1h:--rotate and --until",
                "--rotate --run 1:--rotate and --run",
                "--rotate --stream stdout:--rotate and --stream",
                "--rotate --grep x:--rotate and --grep",
                "--rotate -t:--rotate and --timestamps",
                "--rotate --no-prefix:--rotate and --no-prefix",
                "--rotate --raw:--rotate and --raw"
            })
    void whatDoesNotGoTogetherIsRefused(String options, String which) {
        refused(options, which + " do not go together");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--stream stdin;--stream: \"stdin\" is not what was expected: stdout or stderr",
                "--run 0;--run: \"0\" is not what was expected: a whole number, 1 or more",
                "-n some;--lines: \"some\" is not what was expected: a whole number, 0 or more",
                "--grep a(b;--grep: \"a(b\" is no regular expression: Unclosed group at character 4",
                "--since 1h --until 2h;--until is before --since: there is nothing in between"
            })
    void whatMakesNoSenseIsRefused(String options, String message) {
        refused(options, message);
    }

    @Test
    void aTimeThatIsNoneIsRefusedWithWhatWasExpected() {
        refused(
                "--until soon",
                "--until: \"soon\" is not what was expected: how long ago, such as 10m, or a time such as 12:00 or 2026-01-31T12:00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1764582000", "1764582000000", "99999999999999999999", "1200000000"})
    void aNumberOfSecondsSince1970IsNotTakenForSecondsAgo(String number) {
        refused(
                "--since " + number,
                "--since: \"" + number
                        + "\" is not what was expected: how long ago, such as 10m, or a time such as 12:00"
                        + " or 2026-01-31T12:00:00; a number alone is seconds ago, not since 1970");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reopen", "rotate"})
    void filesAreReopenedOrRotatedAndNamed(String action) {
        client.answeringLogFiles(
                _ -> new LogFilesReport(List.of("/var/log/web.log", "/var/log/odd\u001B.log"), List.of()));
        Shell shell = new Shell(directory).running("shop", client);
        assertThat(shell.run("logs", "-i", "shop", "--" + action, "web", "@back"))
                .isZero();
        assertThat(shell.out()).isEqualTo("/var/log/web.log\n/var/log/odd\\x1b.log\n");
        assertThat(client.calls())
                .containsExactly("logFiles LogFilesRequest[action=" + action + ", programs=[web, @back]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reopen", "rotate"})
    void filesForWhichItFailsAreToldWithTheCauseAndItEndsWithOne(String action) {
        LogFilesReport report = new LogFilesReport(
                List.of("/var/log/web.log"), List.of("/var/log/odd\u001B.log: EACCES (permission denied)"));
        client.answeringLogFiles(_ -> report);
        Shell shell = new Shell(directory).running("shop", client);
        assertThat(shell.run("logs", "-i", "shop", "--" + action)).isOne();
        assertThat(shell.out()).isEqualTo("/var/log/web.log\n");
        assertThat(shell.err())
                .isEqualTo("procmon: cannot " + action + " /var/log/odd\\x1b.log: EACCES (permission denied)\n");
        assertThat(shell.run("logs", "-i", "shop", "--json", "--" + action)).isOne();
    }

    @Test
    void filesAreNamedInJsonToo() {
        LogFilesReport report = new LogFilesReport(List.of("/var/log/web.log"), List.of());
        client.answeringLogFiles(_ -> report);
        Shell shell = new Shell(directory).running("shop", client);
        assertThat(shell.run("logs", "-i", "shop", "--rotate", "--json")).isZero();
        assertThat(LogFilesReport.of(Json.object(shell.out()))).isEqualTo(report);
        assertThat(client.calls()).containsExactly("logFiles LogFilesRequest[action=rotate, programs=[]]");
    }

    @Test
    void filesOfNobodyWhoRunsAreNotTouched() {
        Shell shell = new Shell(directory).keeping(directory);
        assertThat(shell.run("logs", "-i", "shop", "--rotate")).isEqualTo(3);
        assertThat(shell.err()).isEqualTo("procmon: no procmon is running for shop\n");
        assertThat(shell.targets()).containsExactly("instance shop");
    }

    private void refused(String options, String message) {
        Shell shell = new Shell(directory).running("shop", client);
        List<String> words = new ArrayList<>(List.of("logs", "-i", "shop"));
        words.addAll(List.of(options.split(" ")));
        assertThat(shell.run(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: " + message + "\n");
        assertThat(client.calls()).isEmpty();
    }
}
