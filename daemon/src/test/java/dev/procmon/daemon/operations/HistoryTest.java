// SPDX-License-Identifier: Apache-2.0
package dev.procmon.daemon.operations;

import static dev.procmon.control.action.Action.REMOVE;
import static dev.procmon.control.action.Action.START;
import static dev.procmon.control.action.Action.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.procmon.control.client.EventQuery;
import dev.procmon.control.client.LogQuery;
import dev.procmon.control.event.Event;
import dev.procmon.control.output.LogLine;
import dev.procmon.control.output.LogPage;
import dev.procmon.control.status.RunRecord;
import dev.procmon.daemon.api.Operations.Lines;
import dev.procmon.daemon.api.RefusedException;
import dev.procmon.testkit.ChildScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events, runs and lines. */
class HistoryTest {

    private static final String WEB = "[program.web]\ncommand = \"web\"\nbackoff = { min = \"2s\", jitter = 0 }\n";

    @RegisterExtension
    final Operating world = new Operating();

    @Test
    void theRunsOfAProgramAreReadOutOfTheEvents() {
        world.reactor.script(
                "web",
                ChildScript.failsToSpawn("ENOENT"),
                ChildScript.exitsAfter(Duration.ofMillis(300), 1),
                ChildScript.runsForever());
        world.up(WEB + "[program.db]\ncommand = \"db\"");
        world.seconds(20);

        List<RunRecord> runs = world.done(world.operations.runs("web"));

        assertThat(runs).extracting(RunRecord::run).containsExactly(1L, 2L, 3L);
        assertThat(runs.get(0).end()).contains("cannot be spawned: ENOENT (so the script says)");
        assertThat(runs.get(0).pid()).isEmpty();
        assertThat(runs.get(1).end()).contains("exited with 1 after 0.3s");
        assertThat(runs.get(1).endedAt()).contains(Instant.parse("2026-11-25T00:00:02.300Z"));
        assertThat(runs.get(2).end()).isEmpty();
        assertThat(runs.get(2).pid()).hasValue(world.process("web").pid());
    }

    @Test
    void runsOfAnotherSupervisorAreToldApart() {
        List<RunRecord> runs = RunHistory.of(List.of(
                event(5, 0, "supervisor-started", Optional.empty(), OptionalLong.empty()),
                event(6, 10, "started", Optional.of("web"), OptionalLong.of(1)),
                event(9, 0, "supervisor-started", Optional.empty(), OptionalLong.empty()),
                event(10, 10, "started", Optional.of("web"), OptionalLong.of(1)),
                event(11, 5, "started", Optional.of("web"), OptionalLong.of(1))));

        assertThat(runs).extracting(RunRecord::supervisor).containsExactly(5L, 9L, 11L);
    }

    private static Event event(long id, double ms, String kind, Optional<String> program, OptionalLong run) {
        return new Event(
                id,
                Instant.EPOCH,
                ms,
                kind,
                program,
                run,
                Optional.empty(),
                Optional.empty(),
                dev.procmon.control.event.Tone.QUIET,
                "",
                java.util.Map.of());
    }

    @Test
    void eventsOfSomeProgramsAreThoseAlone() {
        world.up(WEB + "[program.db]\ncommand = \"db\"");

        List<Event> events = world.done(world.operations.events(query("d*"))).events();

        assertThat(events).isNotEmpty().allMatch(each -> each.program().equals(Optional.of("db")));
    }

    @Test
    void allEventsAreThereWhereNobodyIsNamed() {
        world.up(WEB);
        world.words(world.act(STOP, "web"));

        assertThat(world.done(world.operations.events(EventQuery.after(0))).events())
                .anyMatch(each -> each.kind().equals("requested"));
    }

    @Test
    void linesOfProgramsComeInTheOrderInWhichTheyWereWritten() {
        world.up(WEB + "[program.db]\ncommand = \"db\"");
        world.process("web").write("one\n");
        world.process("db").write("two\n");
        world.process("web").write("three\n");

        LogPage page = world.done(world.operations.logs(lines(OptionalLong.empty(), OptionalInt.empty())));

        assertThat(page.lines()).extracting(LogLine::text).containsExactly("one", "two", "three");
        assertThat(page.lines()).extracting(LogLine::program).containsExactly("web", "db", "web");
        assertThat(page.lines()).extracting(LogLine::id).isSorted().doesNotHaveDuplicates();
        assertThat(page.missed()).isZero();
        assertThat(world.done(world.operations.logs(lines(OptionalLong.empty(), OptionalInt.of(1))))
                        .lines())
                .extracting(LogLine::text)
                .containsExactly("three");
        assertThat(world.done(world.operations.logs(
                                lines(OptionalLong.of(page.lines().get(1).id()), OptionalInt.empty())))
                        .lines())
                .extracting(LogLine::text)
                .containsExactly("three");
    }

    @Test
    void linesOfOneRunOrStreamAreThoseAlone() {
        world.reactor.script(
                "web", ChildScript.exitsAfter(Duration.ofMillis(10), 1).thatWrites(Duration.ZERO, "a line\n"));
        world.up(WEB);
        world.seconds(3);

        LogQuery ofSecondRun = new LogQuery(
                List.of("web"),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.of(2),
                Optional.of("stdout"),
                Optional.empty());

        assertThat(world.done(world.operations.logs(ofSecondRun)).lines())
                .extracting(LogLine::run)
                .containsExactly(2L);
        var _ = world.act(START, "web");
    }

    @Test
    void whatIsInEffectIsShownAsAFile() {
        world.up(WEB);

        assertThat(world.done(world.operations.config())).contains("[program.web]");
    }

    @Test
    void whatIsKnownOfARemovedProgramIsFoundByItsExactName() {
        world.up(WEB + "[program.db]\ncommand = \"db\"");
        world.process("db").write("one\n");
        world.words(world.act(REMOVE, "db"));

        assertThat(world.done(world.operations.events(query("db"))).events())
                .isNotEmpty()
                .allMatch(each -> each.program().equals(Optional.of("db")));
        assertThat(world.done(world.operations.runs("db")))
                .extracting(RunRecord::run)
                .containsExactly(1L);
        assertThat(world.done(world.operations.logs(lines(OptionalLong.empty(), OptionalInt.empty(), "web", "db")))
                        .lines())
                .extracting(LogLine::text)
                .containsExactly("one");
        Lines followed =
                world.done(world.operations.followLogs(lines(OptionalLong.empty(), OptionalInt.empty(), "db")));
        assertThat(followed.next().join()).extracting(LogLine::text).containsExactly("one");
        followed.end();
    }

    @Test
    void whoNeverWasIsRefusedThoughAnotherIsKnown() {
        world.up(WEB + "[program.db]\ncommand = \"db\"");
        world.words(world.act(REMOVE, "db"));

        assertThat(refusal(world.operations.events(new EventQuery(
                        List.of("db", "nobody"), OptionalLong.empty(), Optional.empty(), OptionalInt.empty()))))
                .isEqualTo("there is no program \"nobody\", there are: web");
        assertThat(refusal(world.operations.events(query("d*")))).startsWith("no program matches \"d*\"");
        assertThat(refusal(world.operations.runs("d"))).startsWith("there is no program \"d\"");
        assertThat(refusal(world.operations.logs(lines(OptionalLong.empty(), OptionalInt.empty(), "d"))))
                .startsWith("there is no program \"d\"");
    }

    private String refusal(CompletableFuture<?> answer) {
        var _ = world.asked(answer);
        CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
        assertThat(failure).hasCauseInstanceOf(RefusedException.class);
        return String.valueOf(failure.getCause().getMessage());
    }

    private static EventQuery query(String program) {
        return new EventQuery(List.of(program), OptionalLong.empty(), Optional.empty(), OptionalInt.empty());
    }

    private static LogQuery lines(OptionalLong after, OptionalInt last, String... programs) {
        return new LogQuery(
                List.of(programs),
                after,
                Optional.empty(),
                Optional.empty(),
                last,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
