// SPDX-License-Identifier: Apache-2.0
package dev.procmon.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.procmon.core.lifecycle.LifecycleTable.Row;
import dev.procmon.core.policy.GiveUp;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares {@link Lifecycle#step} with the table of what it is to decide, which was written by hand. */
final class LifecycleTableTest {

    private static final List<Row> ROWS = LifecycleTable.rows();

    @TestFactory
    Stream<DynamicContainer> everyRowOfTheTableHolds() {
        Map<String, List<Row>> byPair =
                ROWS.stream().collect(Collectors.groupingBy(Row::pair, LinkedHashMap::new, Collectors.toList()));
        return byPair.entrySet().stream()
                .map(pair ->
                        dynamicContainer(pair.getKey(), pair.getValue().stream().map(LifecycleTableTest::test)));
    }

    @Test
    void everyPairOfStateAndEventHasARow() {
        Set<String> pairs = new LinkedHashSet<>();
        for (Class<?> state : Situation.states()) {
            for (Class<?> event : Situation.events()) {
                pairs.add(state.getSimpleName() + " × " + event.getSimpleName());
            }
        }
        assertThat(pairs).as("15 states, 18 events").hasSize(270);
        ROWS.forEach(row -> pairs.remove(row.pair()));
        assertThat(pairs).as("pairs that no row decides").isEmpty();
    }

    @Test
    void noRowIsThereTwice() {
        assertThat(ROWS)
                .extracting(row -> row.state() + " × " + row.event() + " (" + row.given() + ")")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyReasonIsGivenBySomeRow() {
        assertThat(ROWS).extracting(row -> Reason.valueOf(row.reason())).contains(Reason.values());
    }

    @Test
    void aReportOnAnOlderRunHasARowInEveryStateThatHasARun() {
        List<String> missing = Situation.states().stream()
                .filter(state -> Situation.in(state).life().state().liveRun().isPresent())
                .flatMap(state -> Stream.of(ChildEvent.Report.class.getPermittedSubclasses())
                        .filter(report -> ROWS.stream().noneMatch(row -> isAboutAnOlderRun(row, state, report)))
                        .map(report -> state.getSimpleName() + " × " + report.getSimpleName()))
                .toList();
        assertThat(missing).isEmpty();
    }

    private static boolean isAboutAnOlderRun(Row row, Class<?> state, Class<?> report) {
        return row.state().equals(state.getSimpleName())
                && report.isInstance(row.childEvent())
                && row.event().endsWith("#6");
    }

    private static DynamicTest test(Row row) {
        return dynamicTest(row.title(), () -> {
            Situation situation = row.situation();
            Life before = situation.life();
            Step step = situation.on(row.childEvent());
            assertThat(LifecycleTable.describe(step))
                    .as("line %d: %s", row.line(), row.title())
                    .isEqualTo(row.outcome());
            whatTheTableDoesNotSayHolds(situation, before, step);
        });
    }

    /** The table names runs by number only, and leaves out what is the same in all rows. */
    private static void whatTheTableDoesNotSayHolds(Situation situation, Life before, Step step) {
        Life next = step.next();
        assertThat(next.seed()).isEqualTo(before.seed());
        Run run = next.lastRun().orElseThrow();
        Run was = situation.run();
        if (run.number() == 7) {
            assertThat(run.startedAt()).isEqualTo(was.startedAt());
            assertThat(run.readyAt()).isIn(was.readyAt(), Optional.of(Situation.NOW));
            assertThat(run.leaderGoneAt()).isIn(was.leaderGoneAt(), Optional.of(Situation.NOW));
        } else {
            assertThat(run).isEqualTo(new Run(8, Situation.NOW));
        }
        next.state().liveRun().ifPresent(live -> assertThat(live).isEqualTo(run));
        next.state().livePid().ifPresent(pid -> assertThat(pid).isEqualTo(Situation.PID));
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Spawn(var spawned) -> assertThat(spawned).isEqualTo(run);
                case Effect.SendSignal(var signalled, var _, var _) ->
                    assertThat(signalled).isEqualTo(run);
                case Effect.RunHook(var served, var _) -> assertThat(served).isEqualTo(run);
                case Effect.Escalate(var then) -> assertThat(then).isEqualTo(new GiveUp.StayFailed());
            }
        }
    }
}
