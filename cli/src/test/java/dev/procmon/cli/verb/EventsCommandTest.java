// SPDX-License-Identifier: Apache-2.0
package dev.procmon.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.procmon.cli.fake.FakeClient;
import dev.procmon.cli.fake.Samples;
import dev.procmon.cli.fake.Shell;
import dev.procmon.control.client.ClientException;
import dev.procmon.control.event.Event;
import dev.procmon.control.event.EventPage;
import dev.procmon.control.event.Tone;
import dev.procmon.control.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsCommandTest {

    private static final Event STARTED = Samples.event(1, "web", Tone.QUIET, "started, pid 12");
    private static final Event SILENT = new Event(
            2,
            Samples.NOW.minusSeconds(86_400),
            2,
            "preparing",
            Optional.of("web"),
            OptionalLong.of(1),
            Optional.empty(),
            Optional.of(new Event.Change("waiting", "starting", "its turn has come")),
            Tone.QUIET,
            "",
            Map.of());
    private static final Event ENDING = new Event(
            3,
            Samples.NOW,
            3,
            "stopping-all",
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Tone.QUIET,
            "stopping all programs",
            Map.of());

    @TempDir
    private Path directory;

    private final FakeClient client = new FakeClient();
    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(directory).running("shop", client);
        client.answeringEvents(() -> new EventPage(List.of(STARTED, SILENT, ENDING), 1));
    }

    @Test
    void whatSaysSomethingIsShownWithItsTime() {
        assertThat(shell.run("events", "-i", "shop")).isZero();
        assertThat(shell.out()).isEqualTo("""
                03:14:54.001  web     * started, pid 12
                03:14:54.000  procmon * stopping all programs
                """);
    }

    @Test
    void allMeansAllTheRestToo() {
        assertThat(shell.run("events", "-i", "shop", "--all")).isZero();
        assertThat(shell.out())
                .contains("Nov 24 03:14:54.000  web     * (preparing) waiting -> starting, its turn has come\n");
    }

    @Test
    void theLastOfThoseThatAreShownAreCounted() {
        assertThat(shell.run("events", "-i", "shop", "-n", "1", "web")).isZero();
        assertThat(shell.out()).hasLineCount(1).contains("stopping all");
        assertThat(client.calls())
                .containsExactly("events EventQuery[programs=[web], after=OptionalLong.empty,"
                        + " since=Optional.empty, last=OptionalInt[8]]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            10m                       ; 2026-11-25T03:04:54Z
            1h30m                     ; 2026-11-25T01:44:54Z
            03:14                     ; 2026-11-25T03:14:00Z
            03:14:54                  ; 2026-11-25T03:14:54Z
            03:14:55                  ; 2026-11-24T03:14:55Z
            03:14:53.25               ; 2026-11-25T03:14:53.250Z
            2026-11-24                ; 2026-11-24T00:00:00Z
            2026-11-24T23:00:00       ; 2026-11-24T23:00:00Z
            2026-11-24 23:00:00       ; 2026-11-24T23:00:00Z
            2026-11-24T23:00:00Z      ; 2026-11-24T23:00:00Z
            2026-11-24T23:00:00+01:00 ; 2026-11-24T22:00:00Z
            2026-11-24T23:00:00-01:00 ; 2026-11-25T00:00:00Z
            """)
    void sinceIsADurationOrATime(String since, String moment) {
        assertThat(shell.run("events", "-i", "shop", "--since", since)).isZero();
        assertThat(client.calls().getFirst()).contains("since=Optional[" + moment + "], last=OptionalInt[10000]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --since noon ; --since: "noon" is not what was expected: how long ago, such as 10m, or a time such as 12:00 or 2026-01-31T12:00:00
            -n few       ; --lines: "few" is not what was expected: a whole number, 0 or more
            """)
    void aWrongOptionIsSaid(String option, String message) {
        assertThat(shell.run(("events -i shop " + option).split(" ", -1))).isEqualTo(2);
        assertThat(shell.err()).isEqualTo("procmon: " + message + "\n");
    }

    @Test
    void followGoesOnBehindTheLastUntilTheSupervisorGoes() {
        client.eventStream().put(Samples.event(4, "database", Tone.BAD, "exited with 1"));
        client.eventStream().put(SILENT);
        client.eventStream().fail(FakeClient.refusal(ClientException.Cause.NOT_RUNNING, "the supervisor has gone"));
        assertThat(shell.run("events", "-i", "shop", "--follow")).isEqualTo(3);
        assertThat(shell.out())
                .endsWith("03:14:54.004  database * exited with 1\n")
                .hasLineCount(3);
        assertThat(shell.err()).isEqualTo("procmon: the supervisor has gone\n");
        assertThat(client.calls().getLast()).contains("after=OptionalLong[3]");
        assertThat(client.eventStream().isClosed()).isTrue();
    }

    @Test
    void whereTheReaderGoesItEndsQuietly() {
        client.eventStream().put(Samples.event(4, "web", Tone.BAD, "exited with 1"));
        assertThat(shell.withoutReader().run("events", "-i", "shop", "--follow"))
                .isZero();
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void jsonIsAnObjectOnEachLine() {
        assertThat(shell.run("events", "-i", "shop", "--json")).isZero();
        assertThat(shell.out().lines().map(line -> Event.of(Json.object(line)))).containsExactly(STARTED, ENDING);
    }
}
